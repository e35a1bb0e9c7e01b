//! What everybody may read: three articles, one with a photo, one sent back before it went out, one corrected after.

use app::publication::{
    AddCorrection, AddSentence, ApproveArticle, ApproveCorrection, MakeArticle, SendBack, SetPhoto,
    SubmitArticle,
};
use base::db::Stored;
use base::web::Upload;
use domain::common::id::{ArticleId, SummaryId};
use domain::publication::{Section, SourceKind, SourceRef};
use domain::rollup::FigureKind;
use uuid::Uuid;

use super::held::{LATE_ANSWERS, PASSED_ON_LATE, RIVER_ROAD};
use crate::demo::office::{CHAIR, Office, SECRETARY, SUPERIOR, line, prose, reason};

/// A drawing of the river and its road.
const RIVER: &[u8] = include_bytes!("../river.png");

/// What a sentence of the demonstration rests on.
enum On {
    Figure(FigureKind),
    /// The shortcoming of this title.
    Shortcoming(&'static str),
    /// The strength of the collective of this unit.
    Strength(&'static str),
}

struct Story {
    title: &'static str,
    section: Section,
    keywords: &'static str,
    /// The sentences, the lead first; whether a paragraph begins.
    sentences: &'static [(&'static str, On, bool)],
}

const RESULTS: Story = Story {
    title: "Sông Lam kiểm điểm xong năm 2025: ba tập thể, mười lăm cá nhân",
    section: Section::Results,
    keywords: "kiểm điểm, kiến nghị của công dân, đường ven sông",
    sentences: &[
        (
            "Ban Thường vụ Tỉnh ủy và hai Đảng ủy phường Bến Đá, xã Hạ Lam đã kiểm điểm xong năm 2025.",
            On::Figure(FigureKind::Reviews),
            true,
        ),
        ("Có mười lăm người được kiểm điểm, mỗi người một lần.", On::Figure(FigureKind::People), false),
        (
            "Ban Thường vụ Tỉnh ủy giữ nguyên tắc tập trung dân chủ; năm nghị quyết chuyên đề đều có ghi ý kiến khác.",
            On::Strength("SL"),
            true,
        ),
        (
            "Việc chậm nhất là trả lời kiến nghị: 58 kiến nghị của công dân quá hạn 15 ngày, lâu nhất 97 ngày.",
            On::Shortcoming(LATE_ANSWERS),
            true,
        ),
        (
            "Hạn khắc phục là ngày 30/6/2026, khi số kiến nghị quá hạn phải bằng 0.",
            On::Shortcoming(LATE_ANSWERS),
            false,
        ),
        (
            "Đường ven sông đoạn Hạ Lam đạt 31 % khối lượng, chậm 8 tháng; mặt bằng mới giao 11 trên 34 hộ.",
            On::Shortcoming(RIVER_ROAD),
            true,
        ),
    ],
};

const LESSONS: Story = Story {
    title: "Một sổ chung thay bốn sổ riêng: phường Bến Đá sửa việc chuyển kiến nghị",
    section: Section::Lessons,
    keywords: "kiến nghị của công dân, Bến Đá",
    sentences: &[
        (
            "Phường Bến Đá từng chuyển chậm 19 kiến nghị lên tỉnh, lâu nhất 23 ngày.",
            On::Shortcoming(PASSED_ON_LATE.title),
            true,
        ),
        (
            "Phường hoàn thành 14 trên 15 chỉ tiêu và được dân khen ở bộ phận một cửa.",
            On::Strength("X01"),
            true,
        ),
    ],
};

const REMEDIES: Story = Story {
    title: "Sau kiểm điểm: quy trình ký trả lời kiến nghị có hiệu lực, mặt bằng Hạ Lam còn chậm",
    section: Section::Remedies,
    keywords: "khắc phục, đường ven sông",
    sentences: &[
        (
            "Ban Thường vụ Tỉnh ủy hứa trả lời hết kiến nghị quá hạn, có đầu mối theo dõi.",
            On::Shortcoming(LATE_ANSWERS),
            true,
        ),
        (
            "Mặt bằng đường ven sông phải bàn giao đủ 34 hộ trước ngày 31/3/2026.",
            On::Shortcoming(RIVER_ROAD),
            true,
        ),
    ],
};

const QUESTION: Story = Story {
    title: "Bạn đọc hỏi: khi nào đường ven sông thông xe?",
    section: Section::Answers,
    keywords: "đường ven sông",
    sentences: &[
        (
            "Đường ven sông đoạn Hạ Lam chậm vì mặt bằng: hội đồng bồi thường họp 2 lần trong năm 2025.",
            On::Shortcoming(RIVER_ROAD),
            true,
        ),
        ("Việc phải làm là bàn giao xong mặt bằng 34 hộ.", On::Shortcoming(RIVER_ROAD), false),
    ],
};

/// The outcome, in January.
pub async fn first(office: &Office<'_>, summary: SummaryId) -> anyhow::Result<ArticleId> {
    office.at("2026-01-21T09:00")?;
    let article = write(office, &RESULTS, summary).await?;
    let caption = "Đoạn đường ven sông qua xã Hạ Lam, tháng 01/2026";
    illustrate(office, article, caption).await?;
    publish(office, article, CHAIR, "2026-01-21T15:30").await?;
    Ok(article)
}

async fn illustrate(office: &Office<'_>, article: ArticleId, caption: &str) -> anyhow::Result<()> {
    let photo = SetPhoto {
        article,
        photo: Upload { name: "song-lam.png".to_owned(), bytes: RIVER.to_vec() },
        caption: line(caption)?,
        credit: line("Văn phòng Tỉnh ủy")?,
        alternative: line(
            "Sông uốn qua cánh đồng, hai thuyền nhỏ; con đường bên phải rải nhựa ở xa, còn đất đỏ ở gần",
        )?,
    };
    office.act_in_campaign(SECRETARY, photo).await?;
    Ok(())
}

/// What was learned and what is mended, and a correction of the first article.
pub async fn later(office: &Office<'_>, summary: SummaryId, first: ArticleId) -> anyhow::Result<()> {
    office.at("2026-02-03T08:30")?;
    let article = write(office, &LESSONS, summary).await?;
    publish(office, article, SUPERIOR, "2026-02-04T09:15").await?;
    office.at("2026-02-05T08:00")?;
    let text = "Bài đăng ngày 21/01/2026 không ghi ngày của số liệu: 58 kiến nghị quá hạn và 31 % khối lượng là số liệu \
        tính đến 31/10/2025.";
    let correction: Uuid =
        office.act_in_campaign(SECRETARY, AddCorrection { article: first, text: prose(text)? }).await?;
    office.at("2026-02-05T10:00")?;
    office.act_in_campaign(CHAIR, ApproveCorrection { article: first, correction }).await?;
    office.at("2026-05-05T08:30")?;
    let article = write(office, &REMEDIES, summary).await?;
    office.act_in_campaign(SECRETARY, SubmitArticle { article }).await?;
    office.at("2026-05-05T14:00")?;
    let back = reason("Câu thứ hai chưa nói còn bao nhiêu hộ; viết thêm một câu.")?;
    office.act_in_campaign(CHAIR, SendBack { article, reason: back }).await?;
    office.at("2026-05-06T08:30")?;
    let more = ("Khi kết luận, mới có 11 trên 34 hộ bàn giao.", On::Shortcoming(RIVER_ROAD), false);
    add(office, article, &more, summary).await?;
    publish(office, article, CHAIR, "2026-05-06T16:00").await?;
    // One is still being written.
    office.at("2026-05-12T09:00")?;
    let article = write(office, &QUESTION, summary).await?;
    illustrate(office, article, "Sông Lam đoạn cuối tuyến, nơi còn chờ mặt bằng").await
}

async fn write(office: &Office<'_>, story: &Story, summary: SummaryId) -> anyhow::Result<ArticleId> {
    let mut sentences = story.sentences.iter();
    let (lead, on, _) = sentences.next().ok_or_else(|| anyhow::anyhow!("a story without a lead"))?;
    let make = MakeArticle {
        title: line(story.title)?,
        section: story.section,
        lead: prose(lead)?,
        source: Some(source(office, on, summary).await?),
        byline: line("Văn phòng Tỉnh ủy Sông Lam")?,
        keywords: Some(line(story.keywords)?),
    };
    let article = office.act_in_campaign(SECRETARY, make).await?;
    for sentence in sentences {
        add(office, article, sentence, summary).await?;
    }
    Ok(article)
}

async fn add(
    office: &Office<'_>,
    article: ArticleId,
    (text, on, begins): &(&str, On, bool),
    summary: SummaryId,
) -> anyhow::Result<()> {
    let source = Some(source(office, on, summary).await?);
    let act = AddSentence { article, text: prose(text)?, source, begins: *begins, before: None };
    office.act_in_campaign(SECRETARY, act).await?;
    Ok(())
}

async fn source(office: &Office<'_>, on: &On, summary: SummaryId) -> anyhow::Result<SourceRef> {
    let (kind, id, figure) = match on {
        On::Figure(figure) => (SourceKind::Figure, summary.uuid(), Some(*figure)),
        On::Shortcoming(title) => {
            let sql = "SELECT id FROM conclusion_shortcoming WHERE campaign_id = $1 AND title = $2";
            let id = office.one(sql, &[office.campaign.to_cell(), (*title).into()]).await?;
            (SourceKind::Shortcoming, id, None)
        }
        On::Strength(unit) => {
            let sql = "SELECT g.id FROM conclusion_strength g JOIN conclusion_conclusion c ON c.id = g.conclusion_id \
                       JOIN campaign_subject s ON s.id = c.subject_id AND s.person_id IS NULL \
                       JOIN campaign_review r ON r.id = s.review_id AND r.unit_id = $2 WHERE g.campaign_id = $1";
            let of = [office.campaign.to_cell(), office.known.unit(unit)?.to_cell()];
            (SourceKind::Strength, office.one(sql, &of).await?, None)
        }
    };
    Ok(SourceRef { kind, id, figure })
}

async fn publish(
    office: &Office<'_>,
    article: ArticleId,
    approver: &str,
    moment: &str,
) -> anyhow::Result<()> {
    office.act_in_campaign(SECRETARY, SubmitArticle { article }).await?;
    office.at(moment)?;
    let sql = "SELECT version FROM publication_article WHERE id = $1";
    let version: i64 = office.one(sql, &[article.to_cell()]).await?;
    office.act_in_campaign(approver, ApproveArticle { article, version }).await?;
    Ok(())
}
