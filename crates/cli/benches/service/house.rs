//! The fictional province on either database, with as many opinions as are asked for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::opinion::{EnterFile, Invite, TakeOpinion};
use base::House;
use base::db::Stored;
use base::web::{Lang, Upload};
use cli::folder::{Folder, Problems};
use cli::import::{self, Imported};
use domain::common::Line;
use domain::common::id::{LetterId, ParagraphId, ReviewId};
use domain::opinion::{OpinionKind, Visibility};
use indicatif::ProgressBar;
use jiff::civil::date;

pub const SECRETARY: &str = "NG-102";
pub const CODER: &str = "NG-103";
/// The body whose review is measured.
pub const BODY: &str = "BTV-SL";

pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/song-lam")
}

/// Loads the samples into an empty house.
pub async fn filled(house: &Arc<House>) -> Imported {
    let mut problems = Problems::none(Lang::Vi);
    let folder = Folder::read(&samples(), &mut problems);
    let bar = ProgressBar::hidden();
    let administrator = import::administrator(house).await.unwrap();
    let begun = import::begin(house, administrator, &folder, &bar).await.unwrap();
    import::load_directives(&begun, &folder, &bar).await.unwrap();
    let imported = import::open_campaign(begun, &folder, &bar).await.unwrap();
    import::load_carried(&imported, &folder, &bar).await.unwrap();
    import::load_reports(&imported, &folder, &bar).await.unwrap();
    import::load_letters(&imported, &folder, &bar).await.unwrap();
    imported
}

/// Takes opinions until the review has this many: first from the letters that lie there, then from new ones.
pub async fn opinions(imported: &Imported, wanted: usize) {
    let review = imported.reviews[BODY];
    let mut letter = 0;
    while count(imported, review).await < wanted {
        let open = open_paragraphs(imported, review).await;
        if open.is_empty() {
            letter += 1;
            more(imported, review, letter).await;
        }
        for (paragraph, text) in open {
            if wanted <= count(imported, review).await {
                return;
            }
            let quote = domain::common::Prose::parse(&text).unwrap();
            let content = "khac".to_owned();
            let content = contents(imported).await.into_iter().next().unwrap_or(content);
            let act =
                TakeOpinion { paragraph, quote, subject: None, content, kind: OpinionKind::Shortcoming };
            imported.known.act(CODER, review, act).await.unwrap();
        }
    }
}

async fn count(imported: &Imported, review: ReviewId) -> usize {
    let sql = "SELECT COUNT(*) FROM opinion_opinion WHERE review_id = $1";
    let mut link = imported.known.house.database.read().await.unwrap();
    usize::try_from(link.count(sql, &[review.to_cell()]).await.unwrap()).unwrap()
}

async fn contents(imported: &Imported) -> Vec<String> {
    let sql = "SELECT code FROM campaign_content WHERE campaign_id = $1 AND kind = 'content' ORDER BY place";
    let mut link = imported.known.house.database.read().await.unwrap();
    let rows = link.rows(sql, &[imported.campaign.to_cell()]).await.unwrap();
    rows.iter().map(|row| row.at(0).unwrap()).collect()
}

/// The paragraphs of the review's letters from which nothing was taken.
async fn open_paragraphs(imported: &Imported, review: ReviewId) -> Vec<(ParagraphId, String)> {
    let sql = "SELECT p.id, p.text FROM opinion_paragraph p JOIN opinion_letter l ON l.id = p.letter_id \
        WHERE l.review_id = $1 AND NOT EXISTS (SELECT 1 FROM opinion_opinion o WHERE o.paragraph_id = p.id) \
        ORDER BY l.number, p.number";
    let mut link = imported.known.house.database.read().await.unwrap();
    let rows = link.rows(sql, &[review.to_cell()]).await.unwrap();
    rows.iter().map(|row| (row.at(0).unwrap(), row.at(1).unwrap())).collect()
}

/// One more letter of twenty paragraphs.
async fn more(imported: &Imported, review: ReviewId, number: usize) -> LetterId {
    let contributor = Line::parse(&format!("Tổ dân phố {number}")).unwrap();
    let invite = Invite { contributor, person: None, due: date(2026, 12, 31) };
    let invitation = imported.known.act(SECRETARY, review, invite).await.unwrap();
    let text: Vec<String> = (1..=20)
        .map(|at| {
            format!(
                "Việc thứ {at} của tổ {number}: đơn gửi ngày {at}/9 chưa được trả lời sau {} ngày.",
                at * 7
            )
        })
        .collect();
    let file = Upload { name: format!("to-{number}.txt"), bytes: text.join("\n\n").into_bytes() };
    let act = EnterFile {
        invitation,
        received: date(2026, 11, 20),
        file,
        visibility: Visibility::Named,
        read: Vec::new(),
    };
    imported.known.act(SECRETARY, review, act).await.unwrap().letter
}
