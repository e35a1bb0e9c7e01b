//! One whole review, walked by the people whose steps they are: from `kiemdiem import` of the fictional province
//! into an empty database to the published article, on both databases.
//!
//! Before each step somebody tries it whose step it is not; where the rules have an order, whose step it is tries
//! it too early. Both are refused, and nothing of it stays.

mod beginning;
mod binding;
mod planning;
mod reporting;
mod step;
mod walk;

use testkit::{TestHouse, both};

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
}

both! {
    async fn a_review_is_walked_from_the_directive_to_the_article(house: TestHouse) {
        walked(&house).await;
    }
}
