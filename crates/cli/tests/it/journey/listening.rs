//! Stage 6: people are invited and speak: through the page, as DOCX and text, on paper. Opinions are passages of
//! their letters, word for word.

use cli::import;
use indicatif::ProgressBar;

use super::beginning::folder;
use super::step::Step;
use super::themes::{is_greeting, theme_of};
use super::walk::{
    ADMINISTRATOR, BODY, CHAIR, CODER, DEPUTY, ORGANISER, SECRETARY, VERIFIER, WARD, Walk, between,
};

/// A member of the ward's committee who is asked for his opinion.
const CONTRIBUTOR: &str = "X01-04";

/// Gives the address at which the receipt of what was written is checked.
pub async fn people_are_invited_and_write(w: &Walk<'_>) -> String {
    let write = format!("/opinion/{}/write", w.review);
    w.browser(CONTRIBUTOR).await.get(&write).await.status(404);
    let fields =
        [("contributor", "Quách Thành Dũng"), ("person", &*w.person(CONTRIBUTOR)), ("due", "20/11/2026")];
    let invite = w.form(format!("/opinion/{}/invite", w.review), &fields);
    let invite = invite.not_by(DEPUTY, 403).await.not_by(WARD, 404).await.not_by(ADMINISTRATOR, 404).await;
    invite.by(SECRETARY).await;
    let again = w.form(format!("/opinion/{}/invite", w.review), &fields);
    again.too_early(SECRETARY, "opinion.invited_already").await;
    w.sees(CONTRIBUTOR, &write, &["Ban Thường vụ Tỉnh ủy"]).await;
    let shown = between(&w.page(CONTRIBUTOR, &write).await, "name=\"shown\" value=\"", "\"");
    let send = w.form(format!("{write}/send"), &[("shown", &shown), ("visibility", "named")]);
    let send = send.too_early(CONTRIBUTOR, "opinion.nothing_written").await;
    let draft = [
        ("subject", w.subject(BODY)),
        ("content", "head"),
        ("kind", "shortcoming"),
        ("text", "Ba kiến nghị về cống ngõ 42 gửi từ tháng 3 chưa được trả lời bằng văn bản."),
    ];
    let draft =
        w.form(format!("{write}/add-draft"), &draft).not_by(WARD, 404).await.not_by(DEPUTY, 403).await;
    draft.by_program_of(CONTRIBUTOR).await;
    let sent = send.not_by(SECRETARY, 403).await.by(CONTRIBUTOR).await.done();
    let receipt = format!("/opinion/receipt?code={}", between(&sent, "code=", "&"));
    let page = w.house.stranger().get(&receipt).await.page();
    assert!(
        page.contains("Đã nhận.") && !page.contains("cống ngõ 42"),
        "the way of an opinion without its words"
    );
    w.form(format!("{write}/send"), &[("shown", &shown), ("visibility", "named")])
        .too_early(CONTRIBUTOR, "opinion.spoken_already")
        .await;
    receipt
}

pub async fn letters_come_in(w: &Walk<'_>) {
    let mut folder = folder();
    for name in ["001.docx", "003.txt"] {
        let at = folder.letters.iter().position(|letter| letter.file == name).unwrap();
        let letter = folder.letters.remove(at);
        let invitation = invited(w, &letter.contributor).await;
        w.day("2026-11-10");
        let fields = [("invitation", &*invitation), ("received", "10/11/2026"), ("visibility", "named")];
        let enter = format!("/opinion/{}/enter-file", w.review);
        let wrong =
            w.browser(SECRETARY).await.upload(&enter, &fields, ("file", "thu.docx", b"%PDF-1.7")).await;
        assert!(wrong.malformed().contains("không phải văn bản DOCX"));
        let enter = w.form(&enter, &fields).enclosing("file", name, &letter.bytes);
        enter.not_by(CODER, 403).await.not_by(WARD, 404).await.by(SECRETARY).await;
    }
    on_paper(w).await;
    import::load_letters(&w.imported().await, &folder, &ProgressBar::hidden()).await.unwrap();
    w.day("2026-11-20");
    let letters = "SELECT COUNT(*) FROM opinion_letter WHERE review_id = $1";
    assert_eq!(w.count(letters, &w.review).await, 62);
}

async fn invited(w: &Walk<'_>, name: &str) -> String {
    let invite =
        w.form(format!("/opinion/{}/invite", w.review), &[("contributor", name), ("due", "20/11/2026")]);
    invite.not_by(VERIFIER, 403).await.by(SECRETARY).await;
    let sql = "SELECT id FROM opinion_invitation WHERE contributor = $1";
    w.one(sql, name).await
}

/// Somebody without an account brings a paper; it is typed on their behalf, with its scan.
async fn on_paper(w: &Walk<'_>) {
    let invitation = invited(w, "Ông Lê Văn Chót, xã Hạ Lam").await;
    let fields = [
        ("invitation", &*invitation),
        ("received", "10/11/2026"),
        ("text", "Kính gửi Tổ giúp việc.\n\nĐường ven sông qua xã tôi hai năm chưa xong mặt bằng."),
        ("visibility", "named_to_secretariat"),
    ];
    let enter = w.form(format!("/opinion/{}/enter-paper", w.review), &fields);
    let enter = enter.enclosing("scan", "thu-tay.pdf", b"%PDF-1.7 scan");
    let enter = enter.not_by(ORGANISER, 403).await.not_by(WARD, 404).await;
    let letter = enter.by(SECRETARY).await.done();
    let letter = letter.split('?').next().unwrap();
    assert!(
        !w.page(CODER, letter).await.contains("Lê Văn Chót"),
        "the name was promised to the secretariat alone"
    );
}

/// Every paragraph is read: an opinion is taken from it, or it is marked as holding none. One is left for now.
pub async fn passages_are_taken(w: &Walk<'_>) -> (String, String) {
    let letters = "SELECT id FROM opinion_letter WHERE review_id = $1 ORDER BY number";
    let mut is_first = true;
    let mut greetings = Vec::new();
    for letter in w.all(letters, &w.review).await {
        let sql = "SELECT id, text FROM opinion_paragraph p WHERE letter_id = $1 AND NOT EXISTS \
                   (SELECT 1 FROM opinion_opinion o WHERE o.paragraph_id = p.id) ORDER BY number";
        let rows = w.house.rows(sql, &[letter.as_str().into()]).await;
        for row in rows {
            let (paragraph, text): (String, String) = (row.at(0).unwrap(), row.at(1).unwrap());
            if is_greeting(&text) {
                greetings.push((letter.clone(), paragraph));
                continue;
            }
            let theme = theme_of(&text);
            let subject = w.subject(theme.and_then(|theme| theme.subject).unwrap_or(BODY));
            let fields = [
                ("paragraph", &*paragraph),
                ("quote", &*text),
                ("subject", subject),
                ("content", theme.map_or("outside", |theme| theme.content)),
                ("kind", theme.map_or("proposal", |theme| theme.kind)),
            ];
            let take = w.form(format!("/opinion/{}/letter/{letter}/take", w.review), &fields);
            if std::mem::take(&mut is_first) {
                let take = take.not_by(VERIFIER, 403).await.not_by(WARD, 404).await.not_by(CHAIR, 403).await;
                let mut wrong = fields;
                wrong[1].1 = "lời không có trong thư";
                let path = format!("/opinion/{}/letter/{letter}/take", w.review);
                w.form(path, &wrong).too_early(CODER, "opinion.quote_not_in_source").await;
                take.by(CODER).await;
            } else {
                take.by(CODER).await;
            }
        }
    }
    let left = greetings.pop().unwrap();
    for (letter, paragraph) in greetings {
        no_opinion(w, &letter, &paragraph).by("NG-107").await;
    }
    left
}

/// A greeting, to be marked as holding no opinion.
pub fn no_opinion<'w, 'h>(w: &'w Walk<'h>, letter: &str, paragraph: &str) -> Step<'w, 'h> {
    let fields = [("paragraphs", paragraph), ("reason", "Lời chào, không nêu ý kiến")];
    w.form(format!("/opinion/{}/letter/{letter}/mark-no-opinion", w.review), &fields)
}
