//! Two coders, blind to each other: drawn by a seed, sealed, compared when both have finished, decided by a third.

use domain::common::Role;
use domain::common::id::{OpinionId, PersonId};
use domain::opinion::OpinionKind::{Proposal, Shortcoming};
use domain::synthesis::agreement::Seeded;
use testkit::{Browser, Campaigned, Seed, Stage, Synthesised, TestHouse, both};

use super::{begun, lies, trace};

/// A second coder at the unit.
async fn second(house: &TestHouse, s: &Stage) -> PersonId {
    let person = house.person("Đinh Văn Phúc").await;
    house.role(person, Role::Coder, s.unit).await;
    person
}

/// Draws `count` opinions for the two coders; gives the key of the double coding.
async fn drawn(house: &TestHouse, s: &Stage, other: PersonId, count: &str) -> String {
    let (first, second) = (s.coder.to_string(), other.to_string());
    let fields = [("count", count), ("first", first.as_str()), ("second", second.as_str())];
    house
        .browser(s.secretary)
        .await
        .post(&format!("/synthesis/{}/double/draw", s.review), &fields)
        .await
        .done();
    let sql = "SELECT id FROM synthesis_double WHERE review_id = $1 ORDER BY number DESC";
    house.rows(sql, &[s.review.into()]).await[0].at(0).unwrap()
}

/// What a coder says of one opinion.
struct Says<'a> {
    opinion: OpinionId,
    subject: &'a str,
    kind: &'a str,
    group: &'a str,
}

async fn code(coder: &Browser<'_>, s: &Stage, double: &str, says: Says<'_>) -> String {
    let opinion = says.opinion.to_string();
    let fields = [
        ("opinion", opinion.as_str()),
        ("subject", says.subject),
        ("content", "degradation"),
        ("kind", says.kind),
        ("group", says.group),
    ];
    coder.post(&format!("/synthesis/{}/coding/{double}/code", s.review), &fields).await.done()
}

/// Codes all three opinions: the kind of the second, and its group, as named.
async fn code_all(
    coder: &Browser<'_>,
    s: &Stage,
    double: &str,
    o: &[OpinionId],
    (kind, group): (&str, &str),
) {
    let (collective, head) = (s.subjects[0].to_string(), s.subjects[1].to_string());
    let all = [(&collective, "shortcoming", "0"), (&collective, kind, group), (&head, "strength", "0")];
    for (opinion, (subject, kind, group)) in o.iter().zip(all) {
        code(coder, s, double, Says { opinion: *opinion, subject, kind, group }).await;
    }
}

both! {
    async fn neither_coder_sees_anything_of_the_other_before_both_have_finished(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let other = second(&house, &s).await;
        let double = drawn(&house, &s, other, "").await;
        let path = format!("/synthesis/{}", s.review);
        let (first, second, secretary) = (house.browser(s.coder).await, house.browser(other).await, house.browser(s.secretary).await);
        assert!(second.get("/").await.page().contains("Đồng chí được chọn mã hóa độc lập 3 ý kiến"));
        // The desk would show where opinions lie and how they are classified.
        for closed in ["", "/aside", &format!("/opinion/{}", o[0]), &format!("/agreement/{double}"), &format!("/differences/{double}")] {
            for answer in [first.get(&format!("{path}{closed}")).await, first.api(&format!("{path}{closed}"), None).await] {
                assert_eq!((answer.status, answer.location.as_str()), (303, format!("{path}/coding/{double}").as_str()), "{closed}");
            }
        }
        let page = first.get(&format!("{path}/coding/{double}")).await.page();
        assert!(page.contains("Ba đơn của tổ dân phố") && page.contains("0 trên 3") && !page.contains("Ngô Thị Hạnh"), "{page}");
        code_all(&first, &s, &double, &o, ("clarify", "1")).await;
        first.post(&format!("{path}/coding/{double}/finish"), &[]).await.done();
        // The first has finished; the second has not begun.
        let sees_nothing = async |browser: &Browser<'_>| {
            let figures = browser.api(&format!("{path}/agreement/{double}"), None).await.page();
            assert!(figures.contains("\"figures\":null"), "{figures}");
            let differences = browser.api(&format!("{path}/differences/{double}"), None).await.page();
            assert!(differences.contains("\"lines\":[]") && differences.contains("\"hand\":null") && differences.contains("\"differing\":0"), "{differences}");
            assert!(browser.get(&format!("{path}/agreement/{double}")).await.page().contains("Chưa có con số nào"));
        };
        sees_nothing(&first).await;
        sees_nothing(&secretary).await;
        let own = second.api(&format!("{path}/coding/{double}"), None).await.page();
        assert!(!own.contains("clarify\",\"group") && own.contains("\"coded\":0") && !own.contains("\"kind\":\"clarify\""), "{own}");
        assert!(!second.get(&format!("{path}/double")).await.page().contains("đề nghị làm rõ"));
        secretary.get(&format!("{path}/coding/{double}")).await.status(404);
        first.get(&format!("{path}?opinion=1")).await.page();
        code_all(&second, &s, &double, &o, ("proposal", "0")).await;
        sees_nothing(&first).await;
        second.post(&format!("{path}/coding/{double}/finish"), &[]).await.done();
        let page = first.get(&format!("{path}/agreement/{double}")).await.page();
        assert!(page.contains("giống nhau 2 trên 3 ý kiến") && page.contains("ngưỡng 0,80") && page.contains("class=\"need\""), "{page}");
        assert!(page.contains("Xem 1 ý kiến khác nhau") && page.contains("Chưa có văn bản nào xác nhận"), "{page}");
        assert!(secretary.get("/").await.page().contains("đã đối chiếu"));
        let figures = house.browser(s.organiser).await.get(&format!("{path}/agreement/{double}")).await.page();
        assert!(figures.contains("alpha") && !figures.contains("/differences/"), "figures are for the staff, words for those who read them");
        house.browser(s.organiser).await.get(&format!("{path}/differences/{double}")).await.status(403);
        assert!(secretary.get(&format!("/en{path}/agreement/{double}")).await.page().contains("threshold 0.80"));
    }

    async fn the_sample_is_drawn_by_a_seed_with_which_anybody_draws_it_again(house: TestHouse) {
        let s = house.campaign().await;
        let (_, mut o) = begun(&house, &s).await;
        let more: Vec<(usize, _, String)> = (0..9).map(|n| (0, Shortcoming, format!("Việc thứ {n} còn chậm."))).collect();
        let more: Vec<_> = more.iter().map(|(subject, kind, text)| (*subject, *kind, text.as_str())).collect();
        o.extend(house.opinions(&s, "Lê Thị Lan", &more).await);
        let other = second(&house, &s).await;
        let double = drawn(&house, &s, other, "5").await;
        let sql = "SELECT seed, received, drawn, last_number FROM synthesis_double WHERE id = $1";
        let row = &house.rows(sql, &[double.as_str().into()]).await[0];
        let figures: Vec<i64> = (0..4).map(|at| row.at(at).unwrap()).collect();
        assert_eq!(figures[1..], [12, 5, 12]);
        let sample = "SELECT opinion_id FROM synthesis_sample WHERE double_id = $1 ORDER BY place";
        let sample: Vec<OpinionId> = house.rows(sample, &[double.as_str().into()]).await.iter().map(|row| row.at(0).unwrap()).collect();
        assert_eq!(sample, Seeded::new(figures[0] as u64).draw(o, 5));
        let page = house.browser(s.secretary).await.get(&format!("/synthesis/{}/double", s.review)).await.page();
        assert!(page.contains(&format!("rút bằng số gieo {}", figures[0])) && page.contains("5 trên 12 ý kiến"), "{page}");
    }

    async fn a_draw_names_two_persons_who_may_code_and_one_runs_at_a_time(house: TestHouse) {
        let s = house.campaign().await;
        let secretary = house.browser(s.secretary).await;
        let path = format!("/synthesis/{}/double", s.review);
        let other = second(&house, &s).await;
        let (first, second, organiser) = (s.coder.to_string(), other.to_string(), s.organiser.to_string());
        let page = secretary.get(&path).await.page();
        assert!(page.contains("Chưa rút mẫu lần nào") && page.contains("chưa có vòng nào mở") && !page.contains("/double/draw"));
        let draw = format!("{path}/draw");
        secretary.post(&draw, &[("first", &first), ("second", &second)]).await.refused("synthesis.no_open_round");
        let round = house.round(&s).await;
        secretary.post(&draw, &[("first", &first), ("second", &second)]).await.refused("synthesis.too_few_drawn");
        house.opinions(&s, "Ngô Thị Hạnh", &[(0, Shortcoming, "Đơn chậm trả lời."), (0, Proposal, "Nên có hạn trả lời.")]).await;
        secretary.post(&draw, &[("first", &first), ("second", &first)]).await.refused("synthesis.same_coder_twice");
        secretary.post(&draw, &[("first", &first), ("second", &organiser)]).await.refused("synthesis.coder_without_role");
        house.browser(s.coder).await.post(&draw, &[("first", &first), ("second", &second)]).await.status(403);
        let double = drawn(&house, &s, other, "").await;
        secretary.post(&draw, &[("first", &first), ("second", &second)]).await.refused("synthesis.coding_runs_already");
        let close = [("round", round.to_string())];
        let close: Vec<(&str, &str)> = close.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let abandon = format!("{path}/{double}/abandon");
        secretary.post(&abandon, &[("reason", "Đồng chí Phúc đi công tác dài ngày")]).await.done();
        secretary.post(&abandon, &[("reason", "lần nữa")]).await.refused("synthesis.coding_is_abandoned");
        let page = secretary.get(&path).await.page();
        assert!(page.contains("Thôi vì: Đồng chí Phúc đi công tác") && page.contains("đã thôi"));
        let coder = house.browser(other).await;
        coder.get(&format!("/synthesis/{}", s.review)).await.page();
        coder.post(&format!("/synthesis/{}/coding/{double}/finish", s.review), &[]).await.refused("synthesis.coding_is_abandoned");
        drawn(&house, &s, other, "2").await;
        secretary.post(&format!("/synthesis/{}/close-round", s.review), &close).await.refused("synthesis.round_has_open_opinions");
    }

    async fn a_coding_is_finished_without_gaps_and_never_changes_after(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let other = second(&house, &s).await;
        let double = drawn(&house, &s, other, "").await;
        let (first, secretary) = (house.browser(s.coder).await, house.browser(s.secretary).await);
        let path = format!("/synthesis/{}/coding/{double}", s.review);
        let opinion = o[0].to_string();
        let says = [("opinion", opinion.as_str()), ("content", "degradation"), ("kind", "clarify"), ("group", "0")];
        secretary.post(&format!("{path}/code"), &says).await.status(404);
        let says_by_api = serde_json::json!({ "opinion": opinion, "content": "degradation", "kind": "clarify", "group": "0" });
        let answer = secretary.api(&format!("{path}/code"), Some(says_by_api)).await.status(422);
        assert!(answer.body.contains("synthesis.not_your_coding"), "{}", answer.body);
        first.post(&format!("{path}/code"), &[("opinion", &opinion), ("content", "degradation"), ("kind", "clarify"), ("group", "7")]).await.refused("synthesis.no_such_group");
        let next = code(&first, &s, &double, Says { opinion: o[0], subject: "", kind: "clarify", group: "0" }).await;
        assert!(next.starts_with(&format!("{path}?at=")), "{next}");
        let page = first.post(&format!("{path}/finish"), &[]).await.refused("synthesis.coding_has_gaps");
        assert!(page.contains("Còn 2 trên 3 ý kiến chưa ghi"));
        // Until the end a coder may think again.
        code_all(&first, &s, &double, &o, ("proposal", "1")).await;
        assert!(first.get(&path).await.page().contains("3 trên 3"));
        first.post(&format!("{path}/finish"), &[]).await.done();
        first.post(&format!("{path}/code"), &says).await.refused("synthesis.coding_is_finished");
        first.post(&format!("{path}/finish"), &[]).await.refused("synthesis.coding_is_finished");
        let page = first.get(&path).await.page();
        assert!(page.contains("Phần này đã niêm") && !page.contains("/finish\""));
        let drafts = house.rows("SELECT id FROM synthesis_coding_draft WHERE double_id = $1", &[double.as_str().into()]).await;
        let sealed = house.rows("SELECT kind FROM synthesis_coding WHERE double_id = $1", &[double.as_str().into()]).await;
        assert_eq!((drafts.len(), sealed.len()), (0, 3));
        let leaves = house.rows("SELECT kind FROM ledger_leaf WHERE kind = $1", &["synthesis.coding_finished".into()]).await;
        assert_eq!(leaves.len(), 1);
    }

    async fn whoever_codes_an_opinion_blind_leaves_it_at_the_desk(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let other = second(&house, &s).await;
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        drawn(&house, &s, other, "").await;
        let place = serde_json::json!({ "opinion": o[1], "point": point });
        let answer = house.browser(other).await.api(&format!("/synthesis/{}/place", s.review), Some(place.clone())).await.status(422);
        assert!(answer.body.contains("synthesis.opinion_coded_blind"), "{}", answer.body);
        house.browser(s.secretary).await.api(&format!("/synthesis/{}/place", s.review), Some(place)).await.status(200);
    }

    async fn a_third_person_decides_and_the_desk_follows(house: TestHouse) {
        let s = house.campaign().await;
        let (round, o) = begun(&house, &s).await;
        let other = second(&house, &s).await;
        let (late, term) = (house.point(&s, "Chậm trả lời đơn", o[0]).await, house.point(&s, "Hạn trả lời", o[1]).await);
        house.point(&s, "Bám cơ sở", o[2]).await;
        let double = drawn(&house, &s, other, "").await;
        let (first, second, secretary) = (house.browser(s.coder).await, house.browser(other).await, house.browser(s.secretary).await);
        let path = format!("/synthesis/{}", s.review);
        let close = [("round", round.to_string())];
        let close: Vec<(&str, &str)> = close.iter().map(|(name, value)| (*name, value.as_str())).collect();
        secretary.post(&format!("{path}/close-round"), &close).await.refused("synthesis.round_has_running_coding");
        code_all(&first, &s, &double, &o, ("clarify", "1")).await;
        code_all(&second, &s, &double, &o, ("shortcoming", "0")).await;
        let decide = format!("{path}/differences/{double}/decide");
        let (opinion, subject, point) = (o[1].to_string(), s.subjects[0].to_string(), late.to_string());
        let mut fields = vec![("opinion", opinion.as_str()), ("version", "0"), ("subject", &subject), ("content", "degradation"), ("kind", "shortcoming"), ("point", &point), ("reason", "Nêu việc chậm, không phải đề nghị")];
        secretary.post(&decide, &fields).await.refused("synthesis.not_compared_yet");
        for coder in [&first, &second] {
            coder.post(&format!("{path}/coding/{double}/finish"), &[]).await.done();
        }
        let page = secretary.post(&format!("{path}/close-round"), &close).await.refused("synthesis.round_has_open_differences");
        assert!(page.contains("Còn 2 ý kiến chưa phân xử"), "the kind of one, and who lies with the other: {page}");
        let page = secretary.get(&format!("{path}/differences/{double}?at=2")).await.page();
        assert!(page.contains("Phạm Quốc Dũng") && page.contains("Đinh Văn Phúc") && page.contains("đứng riêng") && page.contains("cùng ý kiến 1"), "{page}");
        first.post(&decide, &fields).await.refused("synthesis.decider_has_coded");
        assert!(first.get(&format!("{path}/differences/{double}")).await.page().contains("Người đã mã hóa không phân xử"));
        let strength = o[2].to_string();
        secretary.post(&decide, &[("opinion", strength.as_str()), ("version", "0"), ("content", "degradation"), ("kind", "strength"), ("reason", "x")]).await.refused("synthesis.nothing_differs");
        fields[4].1 = "strength";
        secretary.post(&decide, &fields).await.refused("synthesis.strength_among_shortcomings");
        fields[4].1 = "shortcoming";
        secretary.post(&decide, &fields).await.done();
        secretary.post(&decide, &fields).await.status(409);
        let row = &house.rows("SELECT o.kind, p.point_id FROM opinion_opinion o JOIN synthesis_placement p ON p.opinion_id = o.id WHERE o.id = $1", &[o[1].into()]).await[0];
        assert_eq!((row.at::<String>(0).unwrap().as_str(), row.at::<String>(1).unwrap()), ("shortcoming", point.clone()));
        assert_eq!(trace(&house, o[1], "trace-synthesis-moved-in-point").await.as_deref(), Some("1. Chậm trả lời đơn"));
        assert_eq!(trace(&house, o[1], "trace-synthesis-classified").await.as_deref(), Some(""));
        // It may be decided anew until the round closes; the book keeps both.
        let back = term.to_string();
        fields[1].1 = "1";
        fields[5].1 = &back;
        fields[6].1 = "Đọc lại: nói về hạn trả lời";
        secretary.post(&decide, &fields).await.done();
        assert_eq!(lies(&house, o[1]).await.1, Some(term));
        let page = secretary.get(&format!("{path}/differences/{double}?at=2")).await.page();
        assert!(page.contains("Trần Thị Bích đã phân xử") && page.contains("Đọc lại: nói về hạn trả lời") && page.contains("Phân xử lại"));
        let opinion = o[0].to_string();
        let rest = [("opinion", opinion.as_str()), ("version", "0"), ("subject", &subject), ("content", "degradation"), ("kind", "shortcoming"), ("reason", "Đứng riêng")];
        secretary.post(&decide, &rest).await.done();
        secretary.post(&format!("{path}/close-round"), &close).await.done();
        secretary.post(&decide, &rest).await.refused("synthesis.opinion_in_closed_round");
        let page = secretary.get(&format!("{path}/double")).await.page();
        assert!(page.contains("đã phân xử xong"));
    }

    async fn whoever_codes_blind_finds_no_page_that_shows_how_an_opinion_was_classified(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let other = second(&house, &s).await;
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        let letter = "SELECT letter_id FROM opinion_opinion WHERE id = $1";
        let letter: String = house.rows(letter, &[o[0].into()]).await[0].at(0).unwrap();
        let first = house.browser(s.coder).await;
        let path = format!("/opinion/{}/letter/{letter}", s.review);
        assert!(first.get(&path).await.page().contains("Ba đơn của tổ dân phố"));
        let double = drawn(&house, &s, other, "").await;
        let known = [
            ("{review}", s.review.to_string()), ("{campaign}", s.campaign.to_string()), ("{unit}", s.unit.to_string()),
            ("{subject}", s.subjects[0].to_string()), ("{letter}", letter.clone()), ("{double}", double.clone()),
            ("{opinion}", o[0].to_string()), ("{point}", point.to_string()),
        ];
        let shows = async |browser: &Browser<'_>| {
            let (mut shown, mut asked) = (Vec::new(), 0);
            for route in house.house.pages.keys() {
                let filled = known.iter().fold((*route).to_owned(), |path, (name, key)| path.replace(name, key));
                if filled.contains('{') || route.contains("/coding/") {
                    continue;
                }
                asked += 1;
                for answer in [browser.get(&filled).await, browser.api(&filled, None).await] {
                    if answer.body.contains("Ba đơn của tổ dân phố") || answer.body.contains("Chậm trả lời đơn") {
                        shown.push(*route);
                    }
                }
            }
            assert!(40 < asked, "only {asked} pages were asked");
            shown.sort_unstable();
            shown.dedup();
            shown
        };
        let words = ["/opinion/{review}/letter/{letter}", "/synthesis/{review}/opinion/{opinion}", "/synthesis/{review}/point/{point}"];
        let secretary = shows(&house.browser(s.secretary).await).await;
        assert!(words.iter().all(|route| secretary.contains(route)), "{secretary:?}");
        assert_eq!(shows(&first).await, [""; 0], "the first has begun nothing");
        assert_eq!(shows(&house.browser(other).await).await, [""; 0]);
        // A form that is refused brings the page back; to a coder it does not.
        let refused = first.post(&format!("{path}/take"), &[("quote", "")]).await;
        assert!(!refused.body.contains("Ba đơn của tổ dân phố"), "{}", refused.body);
        code_all(&first, &s, &double, &o, ("clarify", "1")).await;
        first.post(&format!("/synthesis/{}/coding/{double}/finish", s.review), &[]).await.done();
        assert!(shows(&first).await.contains(&words[0]), "what is sealed cannot be swayed any more");
        assert_eq!(shows(&house.browser(other).await).await, [""; 0], "the second has not finished");
    }

    async fn a_whole_group_is_decided_as_one_coder_has_it_after_a_preview_and_taken_back(house: TestHouse) {
        let s = house.campaign().await;
        let (round, o) = begun(&house, &s).await;
        let other = second(&house, &s).await;
        let (late, term) = (house.point(&s, "Chậm trả lời đơn", o[0]).await, house.point(&s, "Hạn trả lời", o[1]).await);
        house.point(&s, "Bám cơ sở", o[2]).await;
        let double = drawn(&house, &s, other, "").await;
        let (first, coder, secretary) = (house.browser(s.coder).await, house.browser(other).await, house.browser(s.secretary).await);
        // The first puts the first two together, the second each by itself, and says otherwise of the second.
        code_all(&first, &s, &double, &o, ("shortcoming", "1")).await;
        code_all(&coder, &s, &double, &o, ("clarify", "0")).await;
        let path = format!("/synthesis/{}/differences/{double}", s.review);
        secretary.get(&format!("{path}/group?coder=1&group=1")).await.status(404);
        for browser in [&first, &coder] {
            browser.post(&format!("/synthesis/{}/coding/{double}/finish", s.review), &[]).await.done();
        }
        let page = secretary.get(&format!("{path}?at=1")).await.page();
        assert!(page.contains("Cả nhóm này theo người này") && page.contains("group?coder=1&#38;group=1"), "{page}");
        let preview = secretary.get(&format!("{path}/group?coder=1&group=1")).await.page();
        assert!(preview.contains("Cả nhóm theo Phạm Quốc Dũng") && preview.contains("2 ý kiến vào điểm 1"), "{preview}");
        assert!(preview.contains("như đang ghi; chỗ khác nhau được coi là đã phân xử") && preview.contains("<ins>điểm 1</ins>") || preview.contains("<ins>Điểm 1</ins>"), "{preview}");
        assert_eq!(lies(&house, o[1]).await.1, Some(term), "looking changes nothing");
        let (one, two, into) = (o[0].to_string(), o[1].to_string(), late.to_string());
        let fields = [("coder", "1"), ("group", "1"), ("point", into.as_str()), ("opinions", one.as_str()), ("opinions", two.as_str()), ("reason", "Cùng một việc: đơn trả lời chậm")];
        let decide = format!("{path}/decide-group");
        first.post(&decide, &fields).await.refused("synthesis.decider_has_coded");
        assert!(first.get(&format!("{path}/group?coder=1&group=1")).await.page().contains("Người đã mã hóa không phân xử"));
        let three = o[2].to_string();
        let mut mixed = fields;
        mixed[4].1 = &three;
        secretary.post(&decide, &mixed).await.refused("synthesis.not_one_group");
        secretary.post(&decide, &[("coder", "1"), ("group", "1"), ("point", &into), ("reason", "x")]).await.malformed();
        house.browser(s.organiser).await.post(&decide, &fields).await.status(403);
        secretary.post(&decide, &fields).await.done();
        assert_eq!((lies(&house, o[0]).await.1, lies(&house, o[1]).await.1), (Some(late), Some(late)));
        let kind = "SELECT kind FROM opinion_opinion WHERE id = $1";
        let kind_of = async |opinion: OpinionId| house.rows(kind, &[opinion.into()]).await[0].at::<String>(0).unwrap();
        assert_eq!(kind_of(o[1]).await, "shortcoming", "as the first coder says");
        assert_eq!(trace(&house, o[1], "trace-synthesis-moved-in-point").await.as_deref(), Some("1. Chậm trả lời đơn"));
        let page = secretary.get(&path).await.page();
        assert!(page.contains("0 ý kiến chưa phân xử") || page.contains("còn 0"), "{page}");
        assert!(page.contains("Nhóm của Phạm Quốc Dũng, 2 ý kiến") && page.contains("Hoàn tác"), "{page}");
        secretary.post(&decide, &fields).await.refused("synthesis.group_has_changed");
        let decision: String = house.rows("SELECT id FROM synthesis_group_decision", &[]).await[0].at(0).unwrap();
        let back = format!("{path}/take-back-group");
        let undo = [("decision", decision.as_str()), ("reason", "Ý kiến 2 nói về hạn")];
        first.post(&back, &undo).await.refused("synthesis.decider_has_coded");
        secretary.post(&back, &undo).await.done();
        assert_eq!((lies(&house, o[0]).await.1, lies(&house, o[1]).await.1), (Some(late), Some(term)));
        assert_eq!(kind_of(o[1]).await, "proposal", "as it stood before");
        secretary.post(&back, &undo).await.refused("synthesis.group_taken_back");
        let page = secretary.get(&path).await.page();
        assert!(page.contains("đã hoàn tác") && page.contains("Ý kiến 2 nói về hạn") && page.contains("chưa phân xử"), "{page}");
        let close = [("round", round.to_string())];
        let close: Vec<(&str, &str)> = close.iter().map(|(name, value)| (*name, value.as_str())).collect();
        secretary.post(&format!("/synthesis/{}/close-round", s.review), &close).await.refused("synthesis.round_has_open_differences");
        // Decided anew, only one opinion of the group; then the other by itself, which a second undo leaves alone.
        let single = [fields[0], fields[1], fields[2], fields[4], fields[5]];
        secretary.post(&decide, &single).await.done();
        assert_eq!(lies(&house, o[1]).await.1, Some(late));
        let version: i64 = house.rows("SELECT version FROM synthesis_adjudication WHERE opinion_id = $1", &[o[1].into()]).await[0].at(0).unwrap();
        let (subject, version) = (s.subjects[0].to_string(), version.to_string());
        let own = [("opinion", two.as_str()), ("version", version.as_str()), ("subject", &subject), ("content", "degradation"), ("kind", "clarify"), ("reason", "Đề nghị làm rõ")];
        secretary.post(&format!("{path}/decide"), &own).await.done();
        let decision: String = house.rows("SELECT id FROM synthesis_group_decision WHERE taken_back_at IS NULL", &[]).await[0].at(0).unwrap();
        secretary.post(&back, &[("decision", &decision), ("reason", "Xem lại")]).await.done();
        assert_eq!((lies(&house, o[1]).await.1, kind_of(o[1]).await.as_str()), (Some(late), "clarify"), "decided by itself since");
        for sql in [
            "UPDATE synthesis_group_decision SET reason = 'khác'",
            "UPDATE synthesis_group_decision SET taken_back_at = NULL, taken_back_by = NULL",
            "DELETE FROM synthesis_group_decision",
            "UPDATE synthesis_group_decided SET kind = 'strength'",
            "DELETE FROM synthesis_group_decided",
        ] {
            let refused = house.tamper(sql).await.expect_err(sql);
            assert!(refused.contains("G14"), "{sql}: {refused}");
        }
    }

    async fn what_was_drawn_and_what_was_coded_never_changes(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let other = second(&house, &s).await;
        let double = drawn(&house, &s, other, "").await;
        let first = house.browser(s.coder).await;
        for sql in [
            "UPDATE synthesis_double SET seed = 1",
            "UPDATE synthesis_double SET state = 'compared'",
            "DELETE FROM synthesis_double",
            "UPDATE synthesis_coder SET finished_at = 1",
            "DELETE FROM synthesis_coder",
            "UPDATE synthesis_sample SET place = place + 10",
            "DELETE FROM synthesis_sample",
        ] {
            let refused = house.tamper(sql).await.expect_err(sql);
            assert!(refused.contains("G14"), "{sql}: {refused}");
        }
        let decided = format!("INSERT INTO synthesis_adjudication (id, campaign_id, review_id, double_id, opinion_id, content, kind, reason, decided_by, decided_at, version) \
            SELECT 'x', campaign_id, review_id, id, '{}', 'head', 'clarify', 'x', opened_by, 1, 1 FROM synthesis_double", o[0]);
        assert!(house.tamper(&decided).await.unwrap_err().contains("G14 a difference is decided after both"));
        code_all(&first, &s, &double, &o, ("proposal", "0")).await;
        first.post(&format!("/synthesis/{}/coding/{double}/finish", s.review), &[]).await.done();
        let forged = "INSERT INTO synthesis_coding (id, campaign_id, double_id, opinion_id, person_id, content, kind, group_number, version) \
            SELECT 'x', campaign_id, double_id, opinion_id, 'PERSON', content, kind, 9, 1 FROM synthesis_coding WHERE kind = 'strength'";
        for sql in [
            "UPDATE synthesis_coding SET kind = 'clarify'".to_owned(),
            "DELETE FROM synthesis_coding".to_owned(),
            "UPDATE synthesis_coder SET finished_at = NULL".to_owned(),
            forged.replace("PERSON", &s.coder.to_string()),
            forged.replace("PERSON", &s.secretary.to_string()),
        ] {
            let refused = house.tamper(&sql).await.expect_err(&sql);
            assert!(refused.contains("G14"), "{sql}: {refused}");
        }
    }
}
