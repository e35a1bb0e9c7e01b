//! The letters of Vietnamese without their marks, to recognise a heading however it was typed.

/// Lower case, without marks, words separated by one blank: `Mã đơn vị (*)` and its NFD form are `ma don vi`.
pub fn plain(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase).filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    let bare: String = letters.map(bare).map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bare(letter: char) -> char {
    match letter {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ'
        | 'ậ' => 'a',
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ'
        | 'ợ' => 'o',
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        'đ' => 'd',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_heading_is_recognised_however_it_was_typed() {
        for text in ["Mã đơn vị", "MÃ ĐƠN VỊ", "Ma\u{303} d\u{31b}", " Mã  đơn vị (*)", "mã-đơn-vị"]
        {
            assert!(plain(text).starts_with("ma d"), "{text}");
        }
        assert_eq!(plain("Mã đơn vị (*)"), "ma don vi");
        assert_eq!(plain("Người"), "nguoi");
        assert_eq!(plain("Ho\u{323} va\u{300} te\u{302}n"), "ho va ten");
    }
}
