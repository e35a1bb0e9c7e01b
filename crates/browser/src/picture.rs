//! Pictures of pages, small enough to be kept beside the source: the colours of a page are few.

use std::collections::HashMap;
use std::path::Path;

use base64::Engine;
use serde_json::{Value, json};

use crate::Browser;

/// The longest picture, in pixels; what is below is cut off.
const LONGEST: u32 = 2000;
/// The largest file.
const LARGEST: usize = 150_000;

impl Browser {
    /// Takes a picture of the page, `width` pixels wide, down to where it ends or is cut off.
    pub async fn picture(&self, width: u32, file: &Path) {
        self.measure(width, 900).await;
        let height = self.ask("return document.documentElement.scrollHeight").await;
        let height = u32::try_from(height.as_u64().unwrap_or(900)).unwrap_or(900).clamp(300, LONGEST);
        // What is fixed to the window is drawn where it stands in one of this height.
        self.measure(width, height).await;
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let how = json!({ "format": "png", "clip": clip, "captureBeyondViewport": true });
        let answer = self.devtools("Page.captureScreenshot", how).await;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).expect("the folder of pictures can be made");
        }
        let picture = Pixels::read(&bytes_of(&answer["data"]));
        let small = |colours: &usize| picture.with_colours(*colours);
        let made = [64, 32].iter().map(small).find(|file| file.len() < LARGEST);
        let small = made.unwrap_or_else(|| picture.with_colours(16));
        std::fs::write(file, small).expect("a picture can be written");
    }
}

/// Bytes as the tools for developers send them.
pub(crate) fn bytes_of(text: &Value) -> Vec<u8> {
    let text = text.as_str().expect("the tools for developers send a text");
    base64::engine::general_purpose::STANDARD.decode(text).expect("the text is base64")
}

/// A picture: its colours, the most frequent first, and which of them each pixel has.
struct Pixels {
    width: u32,
    height: u32,
    colours: Vec<[u8; 3]>,
    pixels: Vec<u32>,
}

impl Pixels {
    fn read(file: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a picture");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a picture has a size")];
        let info = reader.next_frame(&mut bytes).expect("a picture can be read");
        let samples = info.color_type.samples();
        let rgb: Vec<[u8; 3]> =
            bytes[..info.buffer_size()].chunks_exact(samples).map(|p| [p[0], p[1], p[2]]).collect();
        let mut counted: HashMap<[u8; 3], usize> = HashMap::new();
        rgb.iter().for_each(|pixel| *counted.entry(*pixel).or_default() += 1);
        let mut all: Vec<([u8; 3], usize)> = counted.into_iter().collect();
        all.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
        let colours: Vec<[u8; 3]> = all.into_iter().map(|(colour, _)| colour).collect();
        let places: HashMap<[u8; 3], u32> = colours.iter().copied().zip(0..).collect();
        let pixels = rgb.iter().map(|pixel| places[pixel]).collect();
        Pixels { width: info.width, height: info.height, colours, pixels }
    }

    /// The picture with as few colours: those that most pixels have, each other one as the nearest of them.
    fn with_colours(&self, most: usize) -> Vec<u8> {
        let palette = chosen(&self.colours, most);
        let nearest: Vec<u8> = self.colours.iter().map(|colour| nearest(&palette, *colour)).collect();
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let indices: Vec<u8> = self.pixels.iter().map(|at| nearest[*at as usize]).collect();
        let mut writer = encoder.write_header().expect("a picture begins");
        writer.write_image_data(&indices).expect("a picture is written");
        writer.finish().expect("a picture ends");
        file
    }
}

/// The colours that are kept: the most frequent ones that are not all but the same as one kept already.
fn chosen(all: &[[u8; 3]], most: usize) -> Vec<[u8; 3]> {
    let apart = if most < 64 { 900 } else { 150 };
    let mut palette: Vec<[u8; 3]> = Vec::new();
    for colour in all {
        if palette.len() == most {
            break;
        }
        if palette.iter().all(|kept| apart < distance(*kept, *colour)) {
            palette.push(*colour);
        }
    }
    palette
}

fn nearest(palette: &[[u8; 3]], colour: [u8; 3]) -> u8 {
    let at = palette.iter().enumerate().min_by_key(|(_, kept)| distance(**kept, colour));
    u8::try_from(at.map_or(0, |(at, _)| at)).expect("a palette has at most 256 colours")
}

fn distance(one: [u8; 3], other: [u8; 3]) -> i32 {
    one.iter().zip(other).map(|(a, b)| (i32::from(*a) - i32::from(b)).pow(2)).sum()
}
