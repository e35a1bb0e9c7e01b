//! Two coders of the demonstration read the same opinions, blind to each other; the secretary decides some of what differs.
//!
//! The second reads a little otherwise than the first: doubtful contracts are a shortcoming to them, and late roads and late
//! answers are one matter.

use app::synthesis::{CodeOpinion, DecideDifference, DrawDouble, FinishCoding};
use base::db::Stored;
use domain::common::Prose;
use domain::common::id::{DoubleId, OpinionId};
use domain::opinion::{OUTSIDE, OpinionKind};

use super::office::{CODER, Office, reason};
use super::opinions::{Theme, subject_of, theme_of};

/// The second coder of the province, by the code in the samples.
const SECOND_CODER: &str = "NG-107";
/// How many differences the secretary has decided by the morning of the demonstration.
const DECIDED: usize = 2;

/// Draws all opinions of the open round, codes them twice, decides some of what differs.
pub async fn twice(office: &Office<'_>, themes: &[Theme]) -> anyhow::Result<()> {
    office.at("2026-11-21T15:30")?;
    let act = DrawDouble { count: None, first: office.person(CODER)?, second: office.person(SECOND_CODER)? };
    let double: DoubleId = office.keep(act).await?;
    office.at("2026-11-21T16:40")?;
    code(office, themes, (double, CODER), |_, group, kind| (group, kind)).await?;
    office.at("2026-11-21T17:20")?;
    code(office, themes, (double, SECOND_CODER), |theme, group, kind| {
        let kind = if theme.kind == OpinionKind::Clarify { OpinionKind::Shortcoming } else { kind };
        // To this reader what is late is one matter.
        (if group == 4 { 2 } else { group }, kind)
    })
    .await?;
    office.at("2026-11-22T09:10")?;
    decide(office, themes, double).await
}

/// One coder codes all; `reads` gives the theme's number and the kind as this coder sees them.
async fn code(
    office: &Office<'_>,
    themes: &[Theme],
    (double, coder): (DoubleId, &str),
    reads: impl Fn(&Theme, usize, OpinionKind) -> (usize, OpinionKind),
) -> anyhow::Result<()> {
    let drawn = "SELECT opinion_id FROM synthesis_sample WHERE double_id = $1 ORDER BY place";
    let drawn: Vec<OpinionId> = office.column(drawn, &[double.to_cell()]).await?;
    // By the coder's own number of a group: the theme that it stands for; 0 is what is outside.
    let mut groups: Vec<usize> = Vec::new();
    for opinion in drawn {
        let quote: Prose =
            office.one("SELECT quote FROM opinion_opinion WHERE id = $1", &[opinion.to_cell()]).await?;
        let theme = theme_of(themes, quote.as_str());
        let at = theme.and_then(|theme| themes.iter().position(|one| one.title == theme.title));
        let (matter, kind) = match (theme, at) {
            (Some(theme), Some(at)) => reads(theme, at + 1, theme.kind),
            _ => (0, OpinionKind::Proposal),
        };
        let known = groups.iter().position(|one| *one == matter);
        if known.is_none() {
            groups.push(matter);
        }
        let act = CodeOpinion {
            double,
            opinion,
            subject: Some(subject_of(office, theme)?),
            content: theme.map_or(OUTSIDE, |theme| theme.content).to_owned(),
            kind,
            group: known.map_or(0, |at| i64::try_from(at + 1).unwrap_or(0)),
        };
        office.act(coder, act).await?;
    }
    office.act(coder, FinishCoding { double }).await?;
    Ok(())
}

/// The secretary holds with the first coder: there is no shortcoming before anything is known.
async fn decide(office: &Office<'_>, themes: &[Theme], double: DoubleId) -> anyhow::Result<()> {
    let differing = "SELECT a.opinion_id FROM synthesis_coding a JOIN synthesis_coding b \
        ON b.double_id = a.double_id AND b.opinion_id = a.opinion_id AND b.person_id > a.person_id \
        JOIN opinion_opinion o ON o.id = a.opinion_id WHERE a.double_id = $1 AND a.kind <> b.kind ORDER BY o.number";
    let differing: Vec<OpinionId> = office.column(differing, &[double.to_cell()]).await?;
    for opinion in differing.into_iter().take(DECIDED) {
        let quote: Prose =
            office.one("SELECT quote FROM opinion_opinion WHERE id = $1", &[opinion.to_cell()]).await?;
        let Some(theme) = theme_of(themes, quote.as_str()) else { continue };
        let act = DecideDifference {
            double,
            opinion,
            version: 0,
            subject: Some(subject_of(office, Some(theme))?),
            content: theme.content.to_owned(),
            kind: theme.kind,
            point: None,
            reason: reason("Thư nêu câu hỏi, chưa khẳng định sai; để là đề nghị làm rõ.")?,
        };
        office.keep(act).await?;
    }
    Ok(())
}
