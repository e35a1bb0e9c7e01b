//! The square picture of an address, for a telephone that looks at a printed paper.

use png::{BitDepth, ColorType, Encoder, EncodingError};
use qrcode::{Color, EcLevel, QrCode};

/// White around the squares, in squares, as the standard asks.
const QUIET: usize = 4;
/// Points of the picture to a square: programs that smooth small pictures leave this one sharp.
const SCALE: usize = 8;

/// The picture of this text as PNG in black and white; `None` for a text that no picture can hold.
pub(crate) fn picture(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let side = (width + 2 * QUIET) * SCALE;
    let is_dark = |x: usize, y: usize| {
        let at = |point: usize| (point / SCALE).checked_sub(QUIET).filter(|at| *at < width);
        let color = at(x).zip(at(y)).and_then(|(x, y)| colors.get(y * width + x));
        color == Some(&Color::Dark)
    };
    let mut bits = Vec::with_capacity(side * side / 8);
    for y in 0..side {
        // A set bit is white; the side is a multiple of eight.
        let eight = |from: usize| (0..8).fold(0u8, |byte, bit| byte << 1 | u8::from(!is_dark(from + bit, y)));
        bits.extend((0..side).step_by(8).map(eight));
    }
    written(u32::try_from(side).ok()?, &bits).ok()
}

/// A square picture for a page: its side in squares, the white around it included, and the dark squares as one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The side.
    pub side: usize,
    /// What is dark, as the path of an SVG drawing of that side.
    pub path: String,
}

/// The picture of this text for a page; `None` for a text that no picture can hold.
#[must_use]
pub fn drawing(text: &str) -> Option<Drawing> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let dark = colors.iter().enumerate().filter(|(_, color)| **color == Color::Dark);
    let square = |at: usize| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
    let path = dark.map(|(at, _)| square(at)).collect();
    Some(Drawing { side: width + 2 * QUIET, path })
}

fn written(side: u32, bits: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(bits)?;
    writer.finish()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_address_gives_the_same_picture_and_another_gives_another() {
        let address = format!("https://songlam.example/checking?leaf={}", "6502fd59eaba41c7".repeat(4));
        let first = picture(&address).unwrap();
        assert_eq!(first, picture(&address).unwrap());
        assert_ne!(first, picture(&format!("{address}0")).unwrap());
        assert!(first.len() < 4_000, "{}", first.len());
        let read = png::Decoder::new(std::io::Cursor::new(&first)).read_info().unwrap();
        assert_eq!(read.info().width, read.info().height);
        assert_eq!(read.info().width as usize % SCALE, 0);
    }

    /// Reads a picture as a telephone does, with a program that is not the one that drew it.
    fn read(picture: &[u8]) -> String {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(picture));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut grey = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut grey).unwrap();
        let (width, height) = (info.width as usize, info.height as usize);
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
        image.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn another_program_reads_the_address() {
        for address in [
            "http://10.0.0.7:8080/checking?leaf=0",
            &format!("https://kiem-diem.songlam.example/checking?leaf={}", "6502fd59eaba41c7".repeat(4)),
        ] {
            assert_eq!(read(&picture(address).unwrap()), address);
        }
    }

    #[test]
    fn a_drawing_for_a_page_is_read_as_well() {
        let address = "https://kiem-diem.songlam.example/opinion/receipt?code=K7XW2-9QTHM-4RZEA-V3BDN";
        let drawing = drawing(address).unwrap();
        let mut dark = std::collections::HashSet::new();
        for square in drawing.path.split('M').skip(1) {
            let (x, rest) = square.split_once(' ').unwrap();
            let y = rest.split('h').next().unwrap();
            dark.insert((x.parse::<usize>().unwrap(), y.parse::<usize>().unwrap()));
        }
        let side = drawing.side * SCALE;
        let grey = |x: usize, y: usize| if dark.contains(&(x / SCALE, y / SCALE)) { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, grey);
        assert_eq!(image.detect_grids()[0].decode().unwrap().1, address);
    }

    #[test]
    fn what_is_too_long_has_no_picture() {
        assert_eq!(drawing(&"a".repeat(4_000)), None);
        assert_eq!(picture(&"a".repeat(4_000)), None);
    }
}
