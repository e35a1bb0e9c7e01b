//! By what words the coder of this walk finds which point a paragraph belongs to. The product itself never decides
//! where an opinion goes.

/// A point that the opinions of the folder lead to.
pub struct Theme {
    pub title: &'static str,
    pub kind: &'static str,
    pub content: &'static str,
    pub focus: &'static str,
    /// The code of the person whom it is about; none for the body.
    pub subject: Option<&'static str>,
    words: &'static [&'static str],
}

pub const LATE: &str = "Chậm trả lời kiến nghị của công dân";
pub const ROAD: &str = "Dự án đường ven sông chậm 14 tháng";
pub const DROUGHT: &str = "Chỉ đạo chống hạn sát thực tế";
pub const ABSENT: &str = "Vắng giao ban, ít sinh hoạt nơi cư trú";
/// Two matters in one point, until it is split.
pub const HOURS: &str = "Lịch họp và chi trả trợ cấp chậm";

pub const THEMES: &[Theme] = &[
    theme(ABSENT, ("shortcoming", "degradation", ""), Some("NG-003"), &["trịnh đình khoa"]),
    theme(
        LATE,
        ("shortcoming", "head", "social_policy"),
        None,
        &["ngõ 42", "kiến nghị", "trả lời", "đơn gửi", "cống"],
    ),
    theme(ROAD, ("shortcoming", "head", "construction"), None, &["ven sông", "mặt bằng", "đền bù"]),
    theme(DROUGHT, ("strength", "head", ""), None, &["chống hạn", "hạn vụ", "đông xuân", "bão số 5", "bơm"]),
    theme(HOURS, ("shortcoming", "head", ""), None, &["lịch họp", "đổi giờ", "trợ cấp"]),
];

const fn theme(
    title: &'static str,
    (kind, content, focus): (&'static str, &'static str, &'static str),
    subject: Option<&'static str>,
    words: &'static [&'static str],
) -> Theme {
    Theme { title, kind, content, focus, subject, words }
}

/// Greetings and "no further opinion".
pub fn is_greeting(text: &str) -> bool {
    let plain = text.to_lowercase();
    let opens = ["kính gửi", "trân trọng", "xin trân trọng", "tôi theo dõi", "mặt trận tổng hợp"];
    opens.iter().any(|word| plain.starts_with(word)) || plain.contains("không có ý kiến")
}

/// The point that a paragraph belongs to.
pub fn theme_of(text: &str) -> Option<&'static Theme> {
    let plain = text.to_lowercase();
    THEMES.iter().find(|theme| theme.words.iter().any(|word| plain.contains(word)))
}
