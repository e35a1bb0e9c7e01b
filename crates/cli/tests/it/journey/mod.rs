//! One whole review, walked by the people whose steps they are: from `kiemdiem import` of the fictional province
//! into an empty database to the published article, on both databases.
//!
//! Before each step somebody tries it whose step it is not; where the rules have an order, whose step it is tries
//! it too early. Both are refused, and nothing of it stays.

mod beginning;
mod binding;
mod checking;
mod concluding;
mod conferring;
mod ending;
mod learning;
mod listening;
mod papers;
mod planning;
mod publishing;
mod remedying;
mod reporting;
mod sifting;
mod step;
mod tampering;
mod themes;
mod walk;

use testkit::{TestHouse, both};

pub use ending::holds;
pub use walk::between;

/// The whole way.
async fn walked(house: &TestHouse) {
    let mut walk = beginning::imported(house).await;
    binding::a_directive_is_addressed_briefed_and_acknowledged(&walk).await;
    planning::a_campaign_is_opened_by_its_organiser(&mut walk).await;
    planning::its_plan_is_made(&walk).await;
    reporting::the_superior_suggests(&walk).await;
    beginning::reports_are_loaded(&walk).await;
    reporting::the_collective_answers_and_submits(&walk).await;
    reporting::people_submit(&walk).await;
    let receipt = listening::people_are_invited_and_write(&walk).await;
    listening::letters_come_in(&walk).await;
    let left = listening::passages_are_taken(&walk).await;
    sifting::the_first_round_is_opened(&walk).await;
    let points = sifting::every_opinion_is_placed_and_the_round_signed_off(&walk, left).await;
    checking::two_allegations_are_checked(&walk, &points).await;
    checking::those_concerned_are_heard(&walk, &points).await;
    let sitting = conferring::a_conference_is_called_with_its_agenda(&walk).await;
    conferring::it_opens_with_papers_out_and_a_quorum(&walk, &sitting).await;
    conferring::items_are_taken_in_order(&walk, &sitting).await;
    let second = conferring::the_second_round_is_fed_and_signed_off(&walk, &sitting).await;
    let held = concluding::the_collective_is_concluded_upon(&walk, &points, &second).await;
    concluding::notice_is_given_and_a_petition_answered(&walk).await;
    remedying::a_commitment_is_kept_and_accepted_by_another(&walk).await;
    learning::figures_are_rolled_up(&walk).await;
    learning::a_lesson_conference_requires_and_units_plan(&walk).await;
    publishing::an_article_is_published(&walk, &held).await;
    ending::a_receipt_leads_to_the_conclusion(&walk, &receipt).await;
    ending::everything_holds(house).await;
    papers::papers_leave_in_the_layout_of_the_party(&walk, &sitting).await;
}

both! {
    async fn a_review_is_walked_from_the_directive_to_the_article(house: TestHouse) {
        walked(&house).await;
        tampering::every_change_is_found(&house).await;
    }
}
