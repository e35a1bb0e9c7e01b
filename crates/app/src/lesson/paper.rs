//! The minutes of a lesson conference as an office paper: those of any conference, with the figures that were laid before it and what
//! its chair requires of whom by when.

use base::Failure;
use base::web::{Ctx, Page, Words};
use documents::paper::{Align, Block, Column, Text};
use domain::conference::ConferenceState;

use super::conference::{Required, by_requirement};
use super::store::{self, Counted};
use crate::campaign::store::CampaignRow;
use crate::conference::paper::{asked, name, paper};
use crate::office::{Letterhead, lines, send};

/// The file.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (minutes, form) = asked(&mut ctx).await?;
    let row = &minutes.conference;
    let office = Letterhead::of(&mut ctx.db, row.campaign_id, row.unit_id, row.day).await?;
    let figures = if row.state == ConferenceState::Called {
        let campaign: CampaignRow =
            base::db::find(&mut ctx.db, row.campaign_id).await?.ok_or(Failure::Missing)?;
        store::count(&mut ctx.db, &campaign, ctx.today).await?
    } else {
        store::frozen(&mut ctx.db, row.id).await?
    };
    let addressed = store::addressed_in(&mut ctx.db, row.campaign_id).await?;
    let own = addressed.into_iter().filter(|line| line.requirement.conference_id == row.id).collect();
    let mut decided =
        vec![Block::heading(1, office.words.t("lesson-figures")), table(office.words, &figures)];
    decided.push(Block::heading(1, office.words.t("lesson-requirements")));
    decided.extend(required(office.words, &by_requirement(own)));
    let made = paper(&mut ctx, &office, &minutes, decided).await?;
    send(ctx, &name(&office, &minutes), made, form).await
}

fn table(words: Words, figures: &[Counted]) -> Block {
    let column = |key: &str, share, align| Column { title: words.t(key), share, align };
    let columns = vec![
        column("lesson-figure", 7, Align::Start),
        column("lesson-value", 2, Align::End),
        column("lesson-out-of", 2, Align::End),
    ];
    let row = |figure: &Counted| {
        let out_of = figure.out_of.map(|out_of| out_of.to_string()).unwrap_or_default();
        let name = words.code(format!("figure_{}", figure.code));
        vec![Text::from(name), Text::from(figure.value.to_string()), Text::from(out_of)]
    };
    Block::Table { columns, rows: figures.iter().map(row).collect() }
}

fn required(words: Words, requirements: &[Required]) -> Vec<Block> {
    if requirements.is_empty() {
        return vec![Block::paragraph(words.t("lesson-no-requirement"))];
    }
    requirements.iter().flat_map(|one| requirement(words, one)).collect()
}

fn requirement(words: Words, one: &Required) -> Vec<Block> {
    let row = &one.requirement;
    let mut note =
        format!("{}; {}", words.code(row.stage), words.t1("lesson-by", "day", words.day(&row.deadline)));
    if row.is_lasting {
        note = format!("{note}; {}", words.t("lesson-lasting"));
    }
    let number = words.t1("lesson-requirement-number", "number", row.number);
    let mut blocks = vec![Block::paragraph(Text::default().bold(number).italic(format!(" ({note})")))];
    blocks.extend(lines(row.text.as_str()));
    let units = one.addressees.iter().map(|addressed| addressed.unit.as_str()).collect::<Vec<_>>().join("; ");
    blocks.push(Block::paragraph(words.t1("lesson-paper-addressed", "units", units)));
    blocks
}
