//! Every screen of the product on the data of the demonstration: well made on a desk and on a phone, in light and in
//! dark, without a complaint on the console. `./test --pictures` writes docs/screens as well.

mod contrast;
mod province;
mod screens;

use std::path::{Path, PathBuf};

use browser::Browser;
use province::Province;
use screens::{SCREENS, Screen};

/// The width of a desk's picture and of a phone's.
const DESK: u32 = 1280;
const PHONE: u32 = 390;

/// The folder in which the pictures are kept.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/screens")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_is_well_made_for_whoever_opens_it() {
    let province = Province::stand().await;
    let is_drawing = std::env::var_os("KIEMDIEM_PICTURES").is_some();
    let browser = Browser::open(&province.base).await;
    let mut signed_in = "";
    let mut faults = Vec::new();
    for screen in SCREENS {
        if screen.who != signed_in {
            province.sign_in(&browser, screen.who).await;
            signed_in = screen.who;
            browser.complaints().await;
        }
        let path = province.path(screen).await;
        faults.extend(look(&browser, screen, &path).await);
        if is_drawing {
            draw(&browser, screen).await;
        }
    }
    browser.close().await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    if is_drawing {
        std::fs::write(folder().join("README.md"), screens::readme()).unwrap();
    }
    let listed = std::fs::read_to_string(folder().join("README.md")).unwrap();
    assert_eq!(listed, screens::readme(), "docs/screens/README.md is written by ./test --pictures");
}

/// Opens a screen on a phone, then on a desk.
async fn look(browser: &Browser, screen: &Screen, path: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for width in [PHONE, DESK] {
        browser.measure(width, 900).await;
        browser.go(path).await;
        let words = browser.words().await;
        if !words.contains(screen.says) {
            let begins: String = words.chars().take(400).collect();
            faults.push(format!("does not say {:?}: {begins}", screen.says));
        }
        if words.contains('⟦') {
            faults.push(format!("a message is missing: {words}"));
        }
        faults.extend(browser.faults().await);
        faults.extend(browser.complaints().await);
    }
    faults.into_iter().map(|fault| format!("{} ({path}): {fault}", screen.file)).collect()
}

async fn draw(browser: &Browser, screen: &Screen) {
    browser.picture(DESK, &folder().join(format!("{}.png", screen.file))).await;
    if screen.also_dark {
        browser.wish_dark(true).await;
        browser.picture(DESK, &folder().join(format!("{}-dark.png", screen.file))).await;
        browser.wish_dark(false).await;
    }
    if screen.also_phone {
        browser.picture(PHONE, &folder().join(format!("{}-phone.png", screen.file))).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_stand_out_from_their_ground_in_light_and_in_dark() {
    let province = Province::stand().await;
    let browser = Browser::open(&province.base).await;
    for path in ["/checking", "/news"] {
        for is_dark in [false, true] {
            browser.wish_dark(is_dark).await;
            browser.go(path).await;
            contrast::holds(&browser, path, is_dark).await;
        }
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_is_printed_without_its_shell_and_without_a_blank_sheet() {
    let province = Province::stand().await;
    let browser = Browser::open(&province.base).await;
    for file in ["campaign-board", "conference-minutes", "conclusion-subject", "verification-dossier"] {
        let screen = SCREENS.iter().find(|screen| screen.file == file).unwrap();
        province.sign_in(&browser, screen.who).await;
        browser.go(&province.path(screen).await).await;
        let (paper, sheets) = browser.paper().await;
        assert!((1..=6).contains(&sheets), "{file} takes {sheets} sheets");
        let said = province.words_of(&paper);
        assert!(said.contains(screen.says), "{file} on paper does not say {:?}:\n{said}", screen.says);
        assert!(
            !said.contains("Việc của tôi") && !said.contains("In biên bản"),
            "{file} prints its shell:\n{said}"
        );
    }
    browser.close().await;
}
