//! Opinions of the demonstration: which paragraph of which letter says what, and into which point it goes.
//!
//! A demonstration needs somebody who reads; this is a list of words by which its fictional coder decides. The product
//! itself never decides where an opinion goes.

use app::opinion::{EnterFile, Invite, MarkNoOpinion, TakeOpinion};
use app::synthesis::{AddPoint, CloseRound, DisposeOpinion, PlaceOpinion};
use base::db::Stored;
use domain::common::Prose;
use domain::common::id::{LetterId, OpinionId, ParagraphId, PointId, RoundId};
use domain::opinion::{OUTSIDE, OpinionKind, Visibility};
use domain::synthesis::Disposition;

use super::office::{CODER, Office, day, line, reason, text_file};

/// A point of the demonstration, and the words by which its coder finds what belongs to it.
pub struct Theme {
    pub title: &'static str,
    pub kind: OpinionKind,
    pub content: &'static str,
    pub focus: Option<&'static str>,
    /// The code of the person whom it is about; none for the collective.
    pub subject: Option<&'static str>,
    pub words: &'static [&'static str],
}

/// A point of the demonstration in short.
pub const fn theme(
    title: &'static str,
    kind: OpinionKind,
    content: &'static str,
    focus: Option<&'static str>,
    subject: Option<&'static str>,
    words: &'static [&'static str],
) -> Theme {
    Theme { title, kind, content, focus, subject, words }
}

/// Takes opinions from every paragraph of the letters of a round, and marks greetings as no opinion.
pub async fn take_all(office: &Office<'_>, themes: &[Theme], round: i64) -> anyhow::Result<()> {
    let letters = "SELECT id FROM opinion_letter WHERE review_id = $1 AND round = $2 ORDER BY number";
    for letter in office.column::<LetterId>(letters, &[office.review.to_cell(), round.into()]).await? {
        let ids = "SELECT id FROM opinion_paragraph WHERE letter_id = $1 ORDER BY number";
        let texts = "SELECT text FROM opinion_paragraph WHERE letter_id = $1 ORDER BY number";
        let paragraphs: Vec<ParagraphId> = office.column(ids, &[letter.to_cell()]).await?;
        let texts: Vec<Prose> = office.column(texts, &[letter.to_cell()]).await?;
        let mut greetings = Vec::new();
        for (paragraph, text) in paragraphs.into_iter().zip(texts) {
            if is_greeting(text.as_str()) {
                greetings.push(paragraph);
                continue;
            }
            let theme = theme_of(themes, text.as_str());
            let act = TakeOpinion {
                paragraph,
                quote: text.clone(),
                subject: Some(subject_of(office, theme)?),
                content: theme.map_or(OUTSIDE, |theme| theme.content).to_owned(),
                kind: theme.map_or(OpinionKind::Proposal, |theme| theme.kind),
            };
            office.act(CODER, act).await?;
        }
        if !greetings.is_empty() {
            let act = MarkNoOpinion {
                letter,
                paragraphs: greetings,
                reason: reason("Lời chào, không nêu ý kiến")?,
            };
            office.act(CODER, act).await?;
        }
    }
    Ok(())
}

/// Greetings and "no further opinion": short, or opening a letter.
fn is_greeting(text: &str) -> bool {
    let plain = text.to_lowercase();
    ["kính gửi", "trân trọng", "xin trân trọng", "tôi theo dõi", "mặt trận tổng hợp"]
        .iter()
        .any(|word| plain.starts_with(word))
        || plain.contains("không có ý kiến")
}

pub fn theme_of<'t>(themes: &'t [Theme], text: &str) -> Option<&'t Theme> {
    let plain = text.to_lowercase();
    themes.iter().find(|theme| theme.words.iter().any(|word| plain.contains(word)))
}

pub fn subject_of(
    office: &Office<'_>,
    theme: Option<&Theme>,
) -> anyhow::Result<domain::common::id::SubjectId> {
    match theme.and_then(|theme| theme.subject) {
        Some(code) => office.subject(code),
        None => office.collective(),
    }
}

/// Gives opinions their places, all but the last `left`; says how the points are keyed, by title.
pub async fn place_all(
    office: &Office<'_>,
    themes: &[Theme],
    left: usize,
) -> anyhow::Result<Vec<(String, PointId)>> {
    let open = "SELECT o.id FROM opinion_opinion o LEFT JOIN synthesis_placement p ON p.opinion_id = o.id \
                WHERE o.review_id = $1 AND p.id IS NULL ORDER BY o.number";
    let texts = "SELECT o.quote FROM opinion_opinion o LEFT JOIN synthesis_placement p ON p.opinion_id = o.id \
                 WHERE o.review_id = $1 AND p.id IS NULL ORDER BY o.number";
    let here = [office.review.to_cell()];
    let opinions: Vec<OpinionId> = office.column(open, &here).await?;
    let quotes: Vec<Prose> = office.column(texts, &here).await?;
    let n_placed = opinions.len().saturating_sub(left);
    let mut points: Vec<(String, PointId)> = Vec::new();
    for (opinion, quote) in opinions.into_iter().zip(quotes).take(n_placed) {
        match theme_of(themes, quote.as_str()) {
            Some(theme) => {
                let known = points.iter().find(|(title, _)| title == theme.title).map(|(_, point)| *point);
                match known {
                    Some(point) => drop(office.keep(PlaceOpinion { opinion, point }).await?),
                    None => points.push((theme.title.to_owned(), add_point(office, theme, opinion).await?)),
                }
            }
            None => set_aside(office, opinion).await?,
        }
    }
    Ok(points)
}

async fn add_point(office: &Office<'_>, theme: &Theme, opinion: OpinionId) -> anyhow::Result<PointId> {
    let act = AddPoint {
        opinion: Some(opinion),
        title: line(theme.title)?,
        kind: theme.kind,
        subject: subject_of(office, Some(theme))?,
        content: theme.content.to_owned(),
        focus: theme.focus.map(str::to_owned),
    };
    office.keep(act).await?;
    let sql = "SELECT point_id FROM synthesis_placement WHERE opinion_id = $1";
    office.one(sql, &[opinion.to_cell()]).await
}

/// What is outside the contents under review goes to whom it concerns.
async fn set_aside(office: &Office<'_>, opinion: OpinionId) -> anyhow::Result<()> {
    let act = DisposeOpinion {
        opinion,
        disposition: Disposition::Forwarded,
        forwarded_to: Some(line("Văn phòng Ủy ban nhân dân tỉnh")?),
        reason: Some(reason("Ngoài ba nội dung kiểm điểm; chuyển cơ quan có thẩm quyền trả lời.")?),
    };
    office.keep(act).await?;
    Ok(())
}

/// Letters come in as text files, each from somebody who was invited.
pub async fn letters(
    office: &Office<'_>,
    letters: &[(&str, &str)],
    on: &str,
    due: &str,
) -> anyhow::Result<()> {
    for (contributor, text) in letters {
        let invite = Invite { contributor: line(contributor)?, person: None, due: day(due)? };
        let invitation = office.keep(invite).await?;
        let act = EnterFile {
            invitation,
            received: day(on)?,
            file: text_file("gop-y.txt", text),
            visibility: Visibility::Named,
            read: Vec::new(),
        };
        office.keep(act).await?;
    }
    Ok(())
}

/// Signs a round off.
pub async fn close_round(office: &Office<'_>, number: i64) -> anyhow::Result<()> {
    let sql = "SELECT id FROM synthesis_round WHERE review_id = $1 AND number = $2";
    let round: RoundId = office.one(sql, &[office.review.to_cell(), number.into()]).await?;
    office.keep(CloseRound { round }).await?;
    Ok(())
}
