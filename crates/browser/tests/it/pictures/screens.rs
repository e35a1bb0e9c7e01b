//! The table of all screens: who opens each of them, where it is, and what it must say.

use std::fmt::Write;

/// One screen.
pub struct Screen {
    /// Its picture in docs/screens, `<stage>-<page>`.
    pub file: &'static str,
    /// Whose code in the samples opens it; empty for anyone.
    pub who: &'static str,
    /// Its address, with placeholders of [`FOUND`].
    pub path: &'static str,
    /// What it must say.
    pub says: &'static str,
    /// Whether it is pictured in dark too.
    pub also_dark: bool,
    /// Whether it is pictured as a phone shows it too.
    pub also_phone: bool,
}

const fn screen(file: &'static str, who: &'static str, path: &'static str, says: &'static str) -> Screen {
    Screen { file, who, path, says, also_dark: false, also_phone: false }
}

impl Screen {
    const fn dark(self) -> Self {
        Screen { also_dark: true, ..self }
    }
    const fn phone(self) -> Self {
        Screen { also_phone: true, ..self }
    }
}

const ORGANISER: &str = "NG-101";
const SECRETARY: &str = "NG-102";
const CODER: &str = "NG-103";
const VERIFIER: &str = "NG-104";
const SUPERIOR: &str = "NG-105";
const HEAD: &str = "NG-001";
const REVIEWED: &str = "NG-003";
const ADMINISTRATOR: &str = "administrator";
const ANYONE: &str = "";

/// Every screen, in the order of the stages.
pub const SCREENS: &[Screen] = &[
    screen("home", ORGANISER, "/", "Việc của tôi").dark().phone(),
    screen("directive-list", ORGANISER, "/directive/{unit}", "Văn bản chỉ đạo"),
    screen("directive-document", ORGANISER, "/directive/{unit}/document/{document}", "Điều khoản"),
    screen("organisation-tree", ORGANISER, "/organisation/{unit}", "Tỉnh ủy Sông Lam"),
    screen("organisation-people", ORGANISER, "/organisation/{unit}/people", "Thêm người"),
    screen("organisation-person", ORGANISER, "/organisation/{unit}/person/{person}", "Nguyễn Văn An"),
    screen("organisation-body", ORGANISER, "/organisation/{unit}/body/{body}", "Ban Thường vụ Tỉnh ủy"),
    screen("organisation-roles", ORGANISER, "/organisation/{unit}/roles", "Vai trò"),
    screen("organisation-review-roles", ORGANISER, "/organisation/review/{review}", "Vai trò"),
    screen("organisation-import", ORGANISER, "/organisation/{unit}/import", "Nạp tổ chức từ tệp"),
    screen("campaign-list", ORGANISER, "/campaign/of/{unit}", "Các đợt kiểm điểm"),
    screen("campaign-board", ORGANISER, "/campaign/{campaign}", "Chặng đường").dark().phone(),
    screen("campaign-grounds", ORGANISER, "/campaign/{campaign}/grounds", "Căn cứ của đợt"),
    screen("campaign-review", ORGANISER, "/campaign/review/{review}", "Đối tượng kiểm điểm"),
    screen("campaign-carried", ORGANISER, "/campaign/review/{review}/carried", "Việc kỳ trước chuyển sang"),
    screen("plan-overview", ORGANISER, "/plan/{campaign}", "Kế hoạch và lịch"),
    screen("report-list", ORGANISER, "/report/{review}", "Báo cáo, bản kiểm điểm"),
    screen("opinion-list", ORGANISER, "/opinion/{review}", "Góp ý"),
    screen("verification-subjects", ORGANISER, "/verification/{ward}/subject", "Hồ sơ đối tượng"),
    screen("explanation-list", ORGANISER, "/explanation/{ward}", "Giải trình"),
    screen(
        "explanation-point",
        ORGANISER,
        "/explanation/{ward}/point/{ward_point}",
        "Người được giao giải trình",
    ),
    screen(
        "explanation-assignment",
        ORGANISER,
        "/explanation/{ward}/assignment/{ward_assignment}",
        "Giải trình điểm",
    ),
    screen("conference-list", ORGANISER, "/conference/{held}", "Các hội nghị"),
    screen("conclusion-list", ORGANISER, "/conclusion/{held}", "Kết luận kiểm điểm"),
    screen("remedy-list", ORGANISER, "/remedy/{held}", "Khắc phục sau kiểm điểm"),
    screen("remedy-commitment", ORGANISER, "/remedy/{held}/commitment/{commitment}", "Các mốc"),
    screen("rollup-overview", ORGANISER, "/rollup/{campaign}", "Tổng hợp nhiều cấp"),
    screen(
        "rollup-shortcomings",
        ORGANISER,
        "/rollup/of/{unit}/{past}/shortcomings",
        "Chậm trả lời kiến nghị",
    ),
    screen("rollup-summary", ORGANISER, "/rollup/of/{unit}/{past}", "Tổng hợp"),
    screen("lesson-overview", ORGANISER, "/lesson/{past}", "Rút kinh nghiệm"),
    screen("lesson-conference", ORGANISER, "/lesson/{past}/{lesson}", "Yêu cầu của chủ trì"),
    screen("lesson-unit", ORGANISER, "/lesson/of/{unit}", "Yêu cầu của hội nghị rút kinh nghiệm"),
    screen("publication-desk", ORGANISER, "/publication/{past}", "Bài công khai"),
    screen("publication-article", SECRETARY, "/publication/{past}/article/{article}", "Các câu và nguồn"),
    screen("report-subject", SECRETARY, "/report/{held}/subject/{collective}", "Nội dung"),
    screen("report-compare", SECRETARY, "/report/{held}/subject/{collective}/compare", "So hai phiên bản"),
    screen(
        "report-check",
        SECRETARY,
        "/report/{review}/subject/{own_collective}/check",
        "Ban Thường vụ Tỉnh ủy",
    ),
    screen(
        "report-likeness",
        SECRETARY,
        "/report/{review}/subject/{own_collective}/likeness",
        "Chỗ giống nhau giữa các bản",
    ),
    screen("opinion-enter", SECRETARY, "/opinion/{review}/enter", "Nhập thư đến"),
    screen("opinion-erasures", SECRETARY, "/opinion/{review}/erasures", "Xóa").phone(),
    screen("opinion-anonymous", SECRETARY, "/opinion/{review}/anonymous", "Góp ý ẩn danh").phone(),
    screen("opinion-letter", SECRETARY, "/opinion/{review}/letter/{letter}", "Thư số").phone(),
    screen("conference-live", SECRETARY, "/conference/{held}/{conference}", "Chương trình"),
    screen(
        "conference-minutes",
        SECRETARY,
        "/conference/{held}/{conference}/minutes",
        "Biên bản đã niêm phong",
    ),
    screen("conference-statements", SECRETARY, "/conference/{held}/statements", "Lời phát biểu"),
    screen(
        "conclusion-subject",
        SECRETARY,
        "/conclusion/{held}/subject/{collective}",
        "Hạn chế, khuyết điểm",
    ),
    screen("conclusion-shortcoming", SECRETARY, "/conclusion/{held}/shortcoming/{shortcoming}", "Độ cụ thể")
        .dark(),
    screen("conclusion-supplement", SECRETARY, "/conclusion/{held}/supplement", "hoàn chỉnh báo cáo tập thể"),
    screen("synthesis-desk", CODER, "/synthesis/{review}", "Bàn tổng hợp").dark().phone(),
    screen("synthesis-point", CODER, "/synthesis/{ward}/point/{ward_point}", "Chậm sửa cống"),
    screen("synthesis-aside", CODER, "/synthesis/{review}/aside", "Ý kiến không thành điểm"),
    screen("synthesis-double", CODER, "/synthesis/{review}/double", "mã"),
    screen("synthesis-minority", CODER, "/synthesis/{review}/minority", "Ý kiến"),
    screen("synthesis-board", SECRETARY, "/synthesis/{held}/notice-board", "bảng tin"),
    screen("search", SECRETARY, "/search?q=chua+tra+loi", "chưa trả lời").phone(),
    screen("synthesis-uncovered", CODER, "/synthesis/{review}/uncovered", "đoạn"),
    screen("verification-list", VERIFIER, "/verification/{ward}", "Điều được nêu"),
    screen("verification-point", VERIFIER, "/verification/{ward}/point/{ward_point}", "Chứng cứ"),
    screen(
        "verification-dossier",
        SUPERIOR,
        "/verification/{held}/subject/{collective}",
        "Chậm trả lời kiến nghị",
    ),
    screen("conference-wall", HEAD, "/conference/{held}/{conference}/wall", "Ban Thường vụ"),
    screen(
        "report-writing",
        REVIEWED,
        "/report/{review}/subject/{own}/write",
        "Hạn chế, khuyết điểm và nguyên nhân",
    ),
    screen("organisation-my-account", REVIEWED, "/organisation/my-account", "Thiết bị đang đăng nhập"),
    screen("organisation-accounts", ADMINISTRATOR, "/organisation/accounts", "Tài khoản"),
    screen("organisation-account", ADMINISTRATOR, "/organisation/accounts/{person}", "Nguyễn Văn An"),
    screen("organisation-appointments", ADMINISTRATOR, "/organisation/appointments", "Người quản trị"),
    screen("organisation-jobs", ADMINISTRATOR, "/organisation/jobs", "Việc nền"),
    screen("sign-in", ANYONE, "/sign-in", "Đăng nhập"),
    screen("opinion-receipt", ANYONE, "/opinion/receipt", "Kiểm tra biên nhận"),
    screen("checking", ANYONE, "/checking?leaf={leaf}", "Mục ghi đúng, còn nguyên").phone(),
    screen("publication-front", ANYONE, "/news", "Bản tin").phone(),
    screen("publication-story", ANYONE, "/news/{slug}", "Nguồn của bài").dark().phone(),
];

/// What stands for a placeholder: one row of one column.
pub const FOUND: &[(&str, &str)] = &[
    ("unit", "SELECT id FROM organisation_unit WHERE code = 'SL'"),
    ("body", "SELECT id FROM organisation_body WHERE code = 'BTV-SL'"),
    ("person", "SELECT id FROM organisation_person WHERE code = 'NG-001'"),
    ("document", "SELECT id FROM directive_document WHERE number = '12-HD/BTCTU'"),
    ("campaign", "SELECT id FROM campaign_campaign ORDER BY opens DESC LIMIT 1"),
    ("past", "SELECT id FROM campaign_campaign ORDER BY opens LIMIT 1"),
    (
        "review",
        "SELECT r.id FROM campaign_review r JOIN organisation_body b ON b.id = r.body_id \
         JOIN campaign_campaign c ON c.id = r.campaign_id WHERE b.code = 'BTV-SL' ORDER BY c.opens DESC LIMIT 1",
    ),
    (
        "held",
        "SELECT r.id FROM campaign_review r JOIN organisation_body b ON b.id = r.body_id \
         JOIN campaign_campaign c ON c.id = r.campaign_id WHERE b.code = 'BTV-SL' ORDER BY c.opens LIMIT 1",
    ),
    (
        "ward",
        "SELECT p.review_id FROM synthesis_point p JOIN campaign_campaign c ON c.id = p.campaign_id \
         WHERE p.title = 'Chậm sửa cống ngõ 42' LIMIT 1",
    ),
    ("ward_point", "SELECT id FROM synthesis_point WHERE title = 'Chậm sửa cống ngõ 42' LIMIT 1"),
    (
        "ward_assignment",
        "SELECT a.id FROM explanation_assignment a JOIN synthesis_point p ON p.id = a.point_id \
         WHERE p.title = 'Chậm sửa cống ngõ 42' LIMIT 1",
    ),
    (
        "collective",
        "SELECT s.id FROM campaign_subject s JOIN campaign_campaign c ON c.id = s.campaign_id \
         JOIN campaign_review r ON r.id = s.review_id JOIN organisation_body b ON b.id = r.body_id \
         WHERE s.kind = 'collective' AND b.code = 'BTV-SL' ORDER BY c.opens LIMIT 1",
    ),
    (
        "own_collective",
        "SELECT s.id FROM campaign_subject s JOIN campaign_campaign c ON c.id = s.campaign_id \
         JOIN campaign_review r ON r.id = s.review_id JOIN organisation_body b ON b.id = r.body_id \
         WHERE s.kind = 'collective' AND b.code = 'BTV-SL' ORDER BY c.opens DESC LIMIT 1",
    ),
    (
        "own",
        "SELECT s.id FROM campaign_subject s JOIN campaign_campaign c ON c.id = s.campaign_id \
         JOIN organisation_person p ON p.id = s.person_id WHERE p.code = 'NG-003' ORDER BY c.opens DESC LIMIT 1",
    ),
    (
        "letter",
        "SELECT l.id FROM opinion_letter l JOIN campaign_campaign c ON c.id = l.campaign_id \
         JOIN campaign_review r ON r.id = l.review_id JOIN organisation_body b ON b.id = r.body_id \
         WHERE b.code = 'BTV-SL' ORDER BY c.opens DESC, l.number LIMIT 1",
    ),
    (
        "conference",
        "SELECT o.id FROM conference_conference o JOIN campaign_review r ON r.id = o.review_id \
         JOIN organisation_body b ON b.id = r.body_id WHERE b.code = 'BTV-SL' ORDER BY o.day LIMIT 1",
    ),
    (
        "shortcoming",
        "SELECT s.id FROM conclusion_shortcoming s JOIN campaign_review r ON r.id = s.review_id \
         JOIN organisation_body b ON b.id = r.body_id JOIN campaign_campaign c ON c.id = r.campaign_id \
         WHERE b.code = 'BTV-SL' ORDER BY c.opens, s.number LIMIT 1",
    ),
    (
        "commitment",
        "SELECT m.id FROM remedy_commitment m JOIN campaign_campaign c ON c.id = m.campaign_id \
         JOIN campaign_review r ON r.id = m.review_id JOIN organisation_body b ON b.id = r.body_id \
         WHERE b.code = 'BTV-SL' ORDER BY c.opens, m.number LIMIT 1",
    ),
    ("lesson", "SELECT id FROM conference_conference WHERE review_id IS NULL ORDER BY day LIMIT 1"),
    ("article", "SELECT id FROM publication_article ORDER BY published_at LIMIT 1"),
    (
        "slug",
        "SELECT slug FROM publication_article WHERE published_at IS NOT NULL AND photo_id IS NOT NULL \
         ORDER BY published_at LIMIT 1",
    ),
    ("leaf", "SELECT hash FROM ledger_leaf WHERE kind = 'conclusion.decided' LIMIT 1"),
];

/// The list of the pictures, as docs/screens/README.md.
pub fn readme() -> String {
    let mut text = String::from(
        "# Screens\n\nPictures of every screen on the data of the demonstration, written by `./test --pictures`;\n\
         the table is `crates/browser/tests/it/pictures/screens.rs`.\n\n| picture | address | also |\n|---|---|---|\n",
    );
    for one in SCREENS {
        let mut also = Vec::new();
        if one.also_dark {
            also.push(format!("[dark]({}-dark.png)", one.file));
        }
        if one.also_phone {
            also.push(format!("[phone]({}-phone.png)", one.file));
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| [{0}]({0}.png) | `{1}` | {2} |", one.file, one.path, also.join(", "));
    }
    text
}
