//! Opening a campaign: the pack is frozen, reviews, subjects and dossiers are made, roles are given.

use base::db::find;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::campaign::{self as rules, CampaignState, StandingState, SubjectKind, TakingPart};
use domain::common::id::{BodyId, CampaignId, PersonId, ReviewId};
use domain::common::pack::Pack;
use domain::common::{Line, Role, Stage};
use domain::organisation::BodyRank;
use jiff::civil::Date;
use uuid::Uuid;

use super::packs;
use super::store::{CampaignRow, ContentRow, DossierRow, ReviewRow, StandingRow, SubjectRow};
use crate::organisation::store::{self as organisation, AssignmentRow, BodyRow, MembershipRow};

form! {
    /// A campaign to be opened over the unit at hand.
    pub struct OpenCampaign = "campaign.open" {
        /// What it is called.
        title: one line Line,
        /// The rule pack.
        pack: one pick String,
        /// The first day under review.
        period_from: one date Date,
        /// The last day under review.
        period_to: one date Date,
        /// The first day of the campaign.
        opens: one date Date,
        /// The day by which it is to be closed.
        closes: one date Date,
        /// The bodies that review themselves.
        bodies: many checks BodyId,
    }
}

/// A body with the people who sit in it.
struct Part {
    body: BodyRow,
    depth: i64,
    members: Vec<MembershipRow>,
    head_also_leads: Option<(String, String)>,
}

impl Act for OpenCampaign {
    type Outcome = CampaignId;
    const LIMIT_MS: u64 = 10_000;

    async fn run(&self, unit: &mut Unit) -> Result<CampaignId, Failure> {
        let (pack, pack_text) = packs::built_in(&self.pack)?;
        let parts = self.parts(unit).await?;
        rules::open(&rules::OpenCampaign {
            period: (self.period_from, self.period_to),
            runs: (self.opens, self.closes),
            bodies: parts.iter().map(taking_part).collect(),
            one_body_a_head: pack.parameters.head_of_two_bodies_forbidden.value,
        })?;
        let campaign = CampaignRow {
            id: unit.name(),
            unit_id: unit.unit_id()?,
            title: self.title.clone(),
            pack: self.pack.clone(),
            pack_text: pack_text.to_owned(),
            period_from: self.period_from,
            period_to: self.period_to,
            opens: self.opens,
            closes: self.closes,
            state: CampaignState::Open,
            version: 0,
        };
        let id = campaign.id;
        let contents = contents(unit, id, &pack);
        let mut made = Made::default();
        for part in &parts {
            made.add(unit, id, part);
        }
        unit.commit("campaign.opened", (campaign, contents), vec![]).await?;
        let rows = (made.reviews, made.subjects, made.dossiers, made.standings, made.roles);
        unit.commit("campaign.reviews_made", rows, vec![]).await?;
        Ok(id)
    }

    fn landing(&self, _: &Here, opened: &CampaignId) -> String {
        format!("/campaign/{opened}")
    }
}

impl OpenCampaign {
    /// The chosen bodies, superior levels first; a body outside the subtree is not there.
    async fn parts(&self, unit: &mut Unit) -> Result<Vec<Part>, Failure> {
        let (top, today) = (unit.unit_id()?, unit.today());
        let subtree = organisation::subtree(unit, top, today).await?;
        let twice = organisation::heads_of_two(unit, today).await?;
        let mut parts = Vec::new();
        for body in &self.bodies {
            let body: BodyRow = find(unit, *body).await?.ok_or(Failure::Missing)?;
            let found = subtree.iter().find(|(row, _)| row.id == body.unit_id);
            let depth = found.map(|(_, depth)| *depth).ok_or(Failure::Missing)?;
            let members = organisation::members_of(unit, body.id, today).await?;
            let also = twice.iter().find(|two| two.body_id == body.id);
            let head_also_leads = also.map(|two| (two.person.clone(), two.other.clone()));
            let members = members.into_iter().map(|(m, _)| m).collect();
            parts.push(Part { body, depth, members, head_also_leads });
        }
        parts.sort_by(|a, b| (a.depth, &a.body.code).cmp(&(b.depth, &b.body.code)));
        Ok(parts)
    }
}

fn taking_part(part: &Part) -> TakingPart {
    TakingPart {
        name: part.body.name.to_string(),
        n_heads: part.members.iter().filter(|m| m.rank == BodyRank::Head).count(),
        n_members: part.members.len(),
        head_also_leads: part.head_also_leads.clone(),
    }
}

fn contents(unit: &Unit, campaign: CampaignId, pack: &Pack) -> Vec<ContentRow> {
    let lists = [("content", &pack.contents), ("focus", &pack.focus_areas)];
    let rows = lists
        .into_iter()
        .flat_map(|(kind, list)| list.iter().zip(0..).map(move |(item, place)| (kind, item, place)));
    let row = |(kind, item, place): (&str, &domain::common::pack::Titled, i64)| {
        Some(ContentRow {
            id: unit.name(),
            campaign_id: campaign,
            kind: kind.to_owned(),
            code: item.code.clone(),
            name_vi: Line::parse(&item.title.vi).ok()?,
            name_en: Line::parse(&item.title.en).ok()?,
            place,
            version: 0,
        })
    };
    rows.filter_map(row).collect()
}

/// The rows of all reviews.
#[derive(Default)]
struct Made {
    reviews: Vec<ReviewRow>,
    subjects: Vec<SubjectRow>,
    dossiers: Vec<DossierRow>,
    standings: Vec<StandingRow>,
    roles: Vec<AssignmentRow>,
}

impl Made {
    fn add(&mut self, unit: &Unit, campaign: CampaignId, part: &Part) {
        let review: ReviewId = unit.name();
        self.reviews.push(ReviewRow {
            id: review,
            campaign_id: campaign,
            unit_id: part.body.unit_id,
            body_id: part.body.id,
            level: part.depth,
            version: 0,
        });
        let subject = |kind, person: Option<&MembershipRow>, place| SubjectRow {
            id: unit.name(),
            campaign_id: campaign,
            review_id: review,
            kind,
            person_id: person.map(|m| m.person_id),
            rank: person.map(|m| m.rank),
            place,
            version: 0,
        };
        self.subjects.push(subject(SubjectKind::Collective, None, 0));
        let mut members: Vec<&MembershipRow> = part.members.iter().collect();
        members.sort_by_key(|m| (m.rank, m.place));
        for (member, place) in members.into_iter().zip(1..) {
            self.subjects.push(subject(SubjectKind::Individual, Some(member), place));
            self.add_person(unit, campaign, review, member.person_id);
        }
        let stages = Stage::ON_THE_LINE.into_iter();
        self.standings.extend(stages.map(|stage| standing(unit.name(), unit.at(), campaign, review, stage)));
    }

    /// One dossier a person, decided where they sit highest; a person hears and speaks in each review.
    fn add_person(&mut self, unit: &Unit, campaign: CampaignId, review: ReviewId, person: PersonId) {
        if !self.dossiers.iter().any(|dossier| dossier.person_id == person) {
            let id = unit.name();
            let dossier = DossierRow {
                id,
                campaign_id: campaign,
                person_id: person,
                deciding_review_id: review,
                version: 0,
            };
            self.dossiers.push(dossier);
        }
        for role in [Role::Member, Role::Reviewed] {
            self.roles.push(AssignmentRow {
                id: unit.name(),
                person_id: person,
                role,
                unit_id: None,
                review_id: Some(review),
                valid_from: unit.today(),
                valid_to: None,
                version: 0,
            });
        }
    }
}

fn standing(
    id: Uuid,
    at: jiff::Timestamp,
    campaign: CampaignId,
    review: ReviewId,
    stage: Stage,
) -> StandingRow {
    StandingRow {
        id,
        campaign_id: campaign,
        review_id: review,
        stage,
        state: StandingState::Ahead,
        done: 0,
        total: 0,
        due: None,
        blocked_by: None,
        changed_at: at,
        version: 0,
    }
}
