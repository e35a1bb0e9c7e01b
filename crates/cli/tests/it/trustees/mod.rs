//! A review of an institution that is no party body, in English: four trustees of a river trust, under the pack
//! `leadership-review`, from the campaign to the article. Whatever page is seen on the way is in English and
//! speaks in the words of the pack.

mod after;
mod before;
mod board;
mod meeting;

use testkit::both;

use board::Board;

both! {
    async fn a_board_of_trustees_is_reviewed_in_english(house: TestHouse) {
        let mut board = Board::founded(&house).await;
        before::the_campaign_is_opened(&mut board).await;
        before::reports_are_written(&board).await;
        let opinions = before::opinions_are_given(&board).await;
        let points = before::opinions_become_points(&board, &opinions).await;
        before::an_allegation_is_checked_and_answered(&board, &points).await;
        meeting::the_board_meets(&board).await;
        let shortcoming = meeting::it_concludes(&board, &points).await;
        after::remedies_figures_and_lessons(&board).await;
        after::an_article_is_read(&board, &shortcoming).await;
        board.spoke_in_the_words_of_the_pack();
        crate::journey::holds(&house).await;
    }
}
