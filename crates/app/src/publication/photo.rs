//! Pictures that are shown: how large they are, and their bytes without what a camera wrote beside the picture.
//!
//! A photo from a phone may hold the place where it was taken, the name of its owner and a smaller picture from
//! before it was cut. None of that was looked at by whoever approved the article, so none of it goes out. Only the
//! turn of the picture is kept. The bytes that were sent lie unchanged in the file store.

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The parts of a PNG that make the picture; everything else is words or times.
const PNG_PARTS: &[&[u8]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD",
    b"pHYs",
];

/// The width and height as the picture is shown; none for bytes that are no PNG or JPEG.
pub fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = if bytes.starts_with(PNG) { png_size(bytes)? } else { jpeg_size(bytes)? };
    let is_turned = 5 <= orientation(bytes).unwrap_or(1);
    Some(if is_turned { (height, width) } else { (width, height) })
}

/// The picture alone. Bytes that cannot be read as a picture are not shown at all.
pub fn without_notes(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(PNG) { png_alone(bytes) } else { jpeg_alone(bytes) }
}

fn be16(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?).into())
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    Some((be32(bytes, 16)?, be32(bytes, 20)?))
}

fn png_alone(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = PNG.to_vec();
    let mut at = PNG.len();
    loop {
        let length = usize::try_from(be32(bytes, at)?).ok()?;
        let kind = bytes.get(at + 4..at + 8)?;
        let end = at.checked_add(length)?.checked_add(12)?;
        let part = bytes.get(at..end)?;
        if PNG_PARTS.contains(&kind) {
            kept.extend_from_slice(part);
        }
        if kind == b"IEND" {
            return Some(kept);
        }
        at = end;
    }
}

/// A part of a JPEG before its picture: its marker and its place.
struct Segment {
    marker: u8,
    at: usize,
    end: usize,
}

/// The parts before the picture, and where the picture begins.
fn segments(bytes: &[u8]) -> Option<(Vec<Segment>, usize)> {
    bytes.starts_with(b"\xff\xd8").then_some(())?;
    let mut found = Vec::new();
    let mut at = 2;
    loop {
        (*bytes.get(at)? == 0xff).then_some(())?;
        let marker = *bytes.get(at + 1)?;
        if marker == 0xff {
            at += 1;
            continue;
        }
        let end = at + 2 + be16(bytes, at + 2)?;
        if marker == 0xda {
            return Some((found, at));
        }
        (at + 4 <= end && end <= bytes.len()).then_some(())?;
        found.push(Segment { marker, at, end });
        at = end;
    }
}

fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let (segments, _) = segments(bytes)?;
    let is_frame = |marker: u8| (0xc0..=0xcf).contains(&marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
    let frame = segments.iter().find(|segment| is_frame(segment.marker))?;
    let (height, width) = (be16(bytes, frame.at + 5)?, be16(bytes, frame.at + 7)?);
    Some((u32::try_from(width).ok()?, u32::try_from(height).ok()?))
}

fn jpeg_alone(bytes: &[u8]) -> Option<Vec<u8>> {
    let (segments, picture) = segments(bytes)?;
    let mut kept = b"\xff\xd8".to_vec();
    if let Some(turn) = orientation(bytes).filter(|turn| *turn != 1) {
        kept.extend_from_slice(&turn_only(turn));
    }
    for segment in &segments {
        let body = bytes.get(segment.at + 4..segment.end)?;
        let makes_the_picture = match segment.marker {
            // The colours: a profile, and how a printing house stored them.
            0xe2 => body.starts_with(b"ICC_PROFILE\0"),
            0xee => body.starts_with(b"Adobe"),
            0xe0 => body.starts_with(b"JFIF\0"),
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        if makes_the_picture {
            kept.extend_from_slice(bytes.get(segment.at..segment.end)?);
        }
    }
    // Nothing after the end of the picture belongs to it.
    let rest = bytes.get(picture..)?;
    let end = rest.windows(2).position(|pair| pair == b"\xff\xd9").map_or(rest.len(), |end| end + 2);
    kept.extend_from_slice(rest.get(..end)?);
    Some(kept)
}

/// How the picture is to be turned, 1 to 8, as the camera noted it.
fn orientation(bytes: &[u8]) -> Option<u16> {
    let (segments, _) = segments(bytes)?;
    let notes = segments.iter().filter(|segment| segment.marker == 0xe1);
    let notes = notes.filter_map(|segment| bytes.get(segment.at + 4..segment.end));
    let tiff = notes.filter_map(|body| body.strip_prefix(b"Exif\0\0")).next()?;
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| -> Option<u16> {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let long = |at: usize| -> Option<usize> {
        let (first, second) = (usize::from(short(at)?), usize::from(short(at + 2)?));
        Some(if is_little { second << 16 | first } else { first << 16 | second })
    };
    let list = long(4)?;
    let count = usize::from(short(list)?);
    let entries = (0..count).map(|number| list + 2 + 12 * number);
    let turn = entries.into_iter().find(|entry| short(*entry) == Some(0x0112))?;
    short(turn + 8).filter(|value| (1..=8).contains(value))
}

/// Notes that say nothing but the turn.
fn turn_only(turn: u16) -> Vec<u8> {
    let mut segment =
        b"\xff\xe1\x00\x22Exif\0\0MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"
            .to_vec();
    segment.extend_from_slice(&turn.to_be_bytes());
    segment.extend_from_slice(b"\0\0\0\0\0\0");
    segment
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(parts: &[(u8, &[u8])], rest: &[u8]) -> Vec<u8> {
        let mut bytes = b"\xff\xd8".to_vec();
        for (marker, body) in parts {
            let length = u16::try_from(body.len() + 2).unwrap();
            bytes.extend([0xff, *marker]);
            bytes.extend(length.to_be_bytes());
            bytes.extend(*body);
        }
        bytes.extend(b"\xff\xda\x00\x02picture\xff\xd9");
        bytes.extend(rest);
        bytes
    }

    const FRAME: (u8, &[u8]) = (0xc0, b"\x08\x01\x2c\x02\x58\x03");
    const PLACE: &[u8] = b"Exif\0\0II\x2a\x00\x08\x00\x00\x00\x02\x00\x25\x88\x04\x00\x01\x00\x00\x00\x40\x00\x00\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00GPS 10.76N";

    #[test]
    fn a_picture_says_how_large_it_is_shown() {
        assert_eq!(dimensions(&jpeg(&[FRAME], b"")), Some((600, 300)));
        assert_eq!(dimensions(&jpeg(&[(0xe1, PLACE), FRAME], b"")), Some((300, 600)), "it is shown turned");
        let png = [PNG, b"\0\0\0\x0dIHDR\0\0\x02\x58\0\0\x01\x2c\x08\x02\0\0\0\0\0\0\0"].concat();
        assert_eq!(dimensions(&png), Some((600, 300)));
        for wrong in [b"".as_slice(), b"GIF89a", b"\xff\xd8\xff", b"\xff\xd8\xff\xc0\x00\x01", PNG] {
            assert_eq!(dimensions(wrong), None);
        }
    }

    #[test]
    fn where_a_photo_was_taken_does_not_go_out_and_its_turn_does() {
        let bytes = jpeg(&[(0xe1, PLACE), (0xfe, b"made by An"), FRAME], b"hidden behind the end");
        let shown = without_notes(&bytes).unwrap();
        for gone in [b"GPS".as_slice(), b"made by", b"hidden"] {
            assert!(!shown.windows(gone.len()).any(|part| part == gone));
        }
        assert_eq!(dimensions(&shown), Some((300, 600)));
        assert_eq!(without_notes(&shown).as_deref(), Some(shown.as_slice()));
    }

    #[test]
    fn a_png_loses_its_words_and_keeps_its_picture() {
        let head = b"\0\0\0\x0dIHDR\0\0\x02\x58\0\0\x01\x2c\x08\x02\0\0\0\0\0\0\0";
        let end = b"\0\0\0\0IEND\xae\x42\x60\x82";
        let bytes = [PNG, head, b"\0\0\0\x04tEXtnameCRC!", end, b"more"].concat();
        assert_eq!(without_notes(&bytes), Some([PNG, head.as_slice(), end].concat()));
        assert_eq!(without_notes(&bytes[..30]), None, "a picture that was cut short is not shown");
    }

    #[test]
    fn no_bytes_make_it_stumble() {
        let whole = jpeg(&[(0xe1, PLACE), FRAME], b"x");
        for cut in 0..whole.len() {
            let _ = (dimensions(&whole[..cut]), without_notes(&whole[..cut]));
            for value in [0x00, 0xff] {
                let mut bytes = whole.clone();
                bytes[cut] = value;
                let _ = (dimensions(&bytes), without_notes(&bytes));
            }
        }
    }
}
