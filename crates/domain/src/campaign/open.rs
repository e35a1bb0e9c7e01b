//! A campaign is opened: its period, its days and the bodies that review themselves.

use jiff::civil::Date;

use crate::common::{Refusal, Role};

/// A body that takes part.
#[derive(Debug, Clone)]
pub struct TakingPart {
    /// What it is called.
    pub name: String,
    /// How many people lead it.
    pub n_heads: usize,
    /// How many people sit in it.
    pub n_members: usize,
    /// The other body that its head leads on that day, and who that is.
    pub head_also_leads: Option<(String, String)>,
}

/// What is known when a campaign is to be opened.
#[derive(Debug, Clone)]
pub struct OpenCampaign {
    /// The first and last day under review.
    pub period: (Date, Date),
    /// The first and last day of the campaign.
    pub runs: (Date, Date),
    /// The bodies.
    pub bodies: Vec<TakingPart>,
    /// Whether the pack lets nobody lead two bodies.
    pub one_body_a_head: bool,
}

/// A campaign that may be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CampaignOpened {
    /// How many reviews it has.
    pub n_reviews: usize,
}

/// Decides whether a campaign may be opened.
///
/// # Errors
///
/// Refuses days out of order, a campaign without a body, and a body that nobody or more than one person leads: the
/// head reviews first, so there must be one. Where the pack lets nobody lead two bodies, a head who does is refused.
pub fn open(command: &OpenCampaign) -> Result<CampaignOpened, Refusal> {
    let again = |refusal: Refusal| refusal.next("campaign.open", Role::Organiser);
    for (from, to) in [command.period, command.runs] {
        if to < from {
            return Err(again(Refusal::new("campaign.days_out_of_order").arg("from", from).arg("to", to)));
        }
    }
    if command.bodies.is_empty() {
        return Err(again(Refusal::new("campaign.no_body")));
    }
    if let Some(body) = command.bodies.iter().find(|body| body.n_heads != 1) {
        return Err(Refusal::new("campaign.body_without_one_head")
            .arg("body", &body.name)
            .arg("heads", body.n_heads)
            .next("organisation", Role::Organiser));
    }
    let twice = command.bodies.iter().find_map(|body| Some((body, body.head_also_leads.as_ref()?)));
    if let Some((body, (person, other))) = twice.filter(|_| command.one_body_a_head) {
        return Err(Refusal::new("campaign.head_of_two_bodies")
            .arg("person", person)
            .arg("body", &body.name)
            .arg("other", other)
            .next("organisation", Role::Organiser));
    }
    Ok(CampaignOpened { n_reviews: command.bodies.len() })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(runs: (Date, Date), heads: &[usize], expected: Result<usize, &str>) {
        let body = |n_heads: &usize| TakingPart {
            name: "Ban Thường vụ".to_owned(),
            n_heads: *n_heads,
            n_members: 5,
            head_also_leads: None,
        };
        let command = OpenCampaign {
            period: (date(2026, 1, 1), date(2026, 12, 31)),
            runs,
            bodies: heads.iter().map(body).collect(),
            one_body_a_head: true,
        };
        assert_eq!(open(&command).map(|o| o.n_reviews).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_campaign_opens_with_bodies_that_one_person_leads() {
        let runs = (date(2026, 11, 2), date(2026, 12, 31));
        check(runs, &[1, 1], Ok(2));
        check(runs, &[], Err("campaign.no_body"));
        check(runs, &[1, 0], Err("campaign.body_without_one_head"));
        check(runs, &[2], Err("campaign.body_without_one_head"));
        check((runs.1, runs.0), &[1], Err("campaign.days_out_of_order"));
    }

    #[test]
    fn a_head_of_two_bodies_is_refused_where_the_pack_lets_nobody_lead_two() {
        let leads = Some(("Nguyễn Văn An".to_owned(), "Đảng ủy Khối".to_owned()));
        let body = TakingPart { name: "Ban".to_owned(), n_heads: 1, n_members: 5, head_also_leads: leads };
        let day = date(2026, 11, 2);
        let command = |one_body_a_head| OpenCampaign {
            period: (day, day),
            runs: (day, day),
            bodies: vec![body.clone()],
            one_body_a_head,
        };
        let refused = open(&command(true)).map_err(|refusal| refusal.code);
        assert_eq!(refused, Err("campaign.head_of_two_bodies"));
        assert!(open(&command(false)).is_ok());
    }
}
