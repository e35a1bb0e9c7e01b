//! The square of a ticket in the single file is the one that the program draws, dot by dot, in every size.

use browser::Browser;
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};
use serde_json::json;

const SCRIPT: &str = include_str!("../../../secrecy/src/client/square.js");

/// The smallest square of a text at level M, as bytes.
fn square(text: &str) -> QrCode {
    let of_size = |size| {
        let mut bits = Bits::new(Version::Normal(size));
        bits.push_byte_data(text.as_bytes()).ok()?;
        bits.push_terminator(EcLevel::M).ok()?;
        Some(QrCode::with_bits(bits, EcLevel::M).unwrap())
    };
    (1..=40).find_map(of_size).unwrap()
}

/// The dark dots of the square of a text, as the file draws them.
pub fn path(text: &str) -> String {
    let code = square(text);
    let (width, colors) = (code.width(), code.to_colors());
    let dark = (0..colors.len()).filter(|at| colors[*at] == Color::Dark);
    dark.map(|at| format!("M{} {}h1v1h-1z", at % width + 4, at / width + 4)).collect()
}

/// A text of so many letters, as tickets have them.
fn text(length: usize) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    (0..length).map(|at| char::from(letters[(at * at + 7 * at + length) % letters.len()])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_the_same_square_in_the_file_and_in_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("empty.html");
    std::fs::write(&page, "<!doctype html><title>x</title><p>trang trống</p>").unwrap();
    let browser = Browser::open(&format!("file://{}", page.display())).await;
    browser.go("").await;
    // The last that fits into a size, the first that does not, and sizes where the rules of the frame change.
    for length in
        [1, 14, 15, 26, 106, 107, 122, 180, 181, 213, 412, 666, 711, 1_125, 1_190, 1_538, 1_628, 2_331]
    {
        let text = text(length);
        let code = square(&text);
        let rows: Vec<Vec<u8>> = code
            .to_colors()
            .chunks(code.width())
            .map(|row| row.iter().map(|one| u8::from(*one == Color::Dark)).collect())
            .collect();
        let drawn = browser.ask(&format!("{SCRIPT}; return squareOf({})", json!(text))).await;
        assert_eq!(drawn, json!(rows), "{length} letters");
    }
    let none = browser.ask(&format!("{SCRIPT}; return squareOf('x'.repeat(2332))")).await;
    assert_eq!(none, json!(null), "a text that is too long has no square");
    browser.close().await;
}
