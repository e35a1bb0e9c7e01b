//! Minority views of a review: points with opinions that say the opposite, points that only a few bring up; each with its
//! count.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::synthesis::minority::{Shown, Voices, are_few, shown};
use serde::Serialize;

use super::store::{self, DissentLine, PointLine};
use crate::campaign::packs;
use crate::opinion::READERS;

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/minority.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    most: u32,
    against: Vec<Against>,
    few: Vec<Few>,
}

/// A point with opinions that go against it.
#[derive(Serialize)]
struct Against {
    point: PointHead,
    count: String,
    opinions: Vec<DissentLine>,
}

/// A point that only a few bring up.
#[derive(Serialize)]
struct Few {
    point: PointHead,
    count: String,
}

#[derive(Serialize)]
struct PointHead {
    id: String,
    number: i64,
    title: String,
    subject: String,
}

impl PointHead {
    fn of(line: &PointLine) -> Self {
        PointHead {
            id: line.id.to_string(),
            number: line.number,
            title: line.title.clone(),
            subject: line.subject_name.clone(),
        }
    }
}

/// How the counts of minority views are shown to a reader, by the pack.
#[derive(Clone, Copy)]
pub(super) struct Counting {
    /// How few voices make a minority view.
    pub most: u32,
    least: u32,
    reads_words: bool,
}

impl Counting {
    /// For the reader of a page.
    pub async fn of(ctx: &mut Ctx) -> Result<Self, Failure> {
        let campaign = ctx.campaign()?;
        let pack = packs::of_campaign(&mut ctx.db, campaign).await?;
        let parameters = &pack.parameters;
        Ok(Counting {
            most: parameters.minority_voices.value.into(),
            least: parameters.anonymous_least.value.into(),
            reads_words: ctx.may(READERS),
        })
    }

    /// For what goes from hand to hand, whoever made it: as for somebody who reads figures and no words.
    pub fn for_everybody(self) -> Self {
        Counting { reads_words: false, ..self }
    }

    /// How many letters and statements, in words.
    pub fn voices(self, w: Words, voices: Voices) -> String {
        match self.shown(voices) {
            Shown::Exactly(count) => w.t1("synthesis-voices", "count", count),
            Shown::Fewer(least) => w.t1("synthesis-voices-fewer", "least", least),
        }
    }

    /// How many of a point's opinions go against it, in words.
    pub fn against(self, w: Words, line: &PointLine) -> String {
        let (count, voices) = line.dissent;
        match self.shown(voices) {
            Shown::Exactly(_) => w.t2("synthesis-dissent-count", "count", count, "all", line.opinions),
            Shown::Fewer(_) => w.t("synthesis-dissent-some"),
        }
    }

    /// Whether only a few bring a point up.
    pub fn is_few(self, line: &PointLine) -> bool {
        are_few(line.voices, self.most)
    }

    fn shown(self, voices: Voices) -> Shown {
        // Whoever reads the words counts them anyhow.
        if self.reads_words { Shown::Exactly(voices.all) } else { shown(voices, self.least) }
    }
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let review = ctx.review()?;
    let counting = Counting::of(&mut ctx).await?;
    let points = store::points_of(&mut ctx.db, review).await?;
    let may_read = ctx.may(READERS);
    let lines = if may_read { store::dissent_lines_of(&mut ctx.db, review).await? } else { Vec::new() };
    let w = ctx.words;
    let against = points.iter().filter(|point| 0 < point.dissent.0).map(|point| Against {
        point: PointHead::of(point),
        count: counting.against(w, point),
        opinions: lines.iter().filter(|line| line.point == point.id).cloned().collect(),
    });
    let few = points
        .iter()
        .filter(|point| counting.is_few(point))
        .map(|point| Few { point: PointHead::of(point), count: counting.voices(w, point.voices) });
    let view = View {
        w,
        review: review.to_string(),
        most: counting.most,
        against: against.collect(),
        few: few.collect(),
    };
    let title = ctx.words.t("synthesis-minority");
    ctx.page(title, view)
}
