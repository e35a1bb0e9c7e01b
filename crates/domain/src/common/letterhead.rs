//! How the head and the foot of a party paper name those who issue it: Hướng dẫn 36-HD/VPTW, replaced by 05-HD/VPTW of
//! 27/05/2026, whose own lists nobody here has read yet; the codes are those of papers in use.

/// The post of a signer: under the name of the committee it is not named again.
#[must_use]
pub fn signing_post(post: &str) -> &str {
    let known = ["Phó Bí thư Thường trực", "Phó Bí thư", "Bí thư"];
    known.into_iter().find(|known| post.starts_with(known)).unwrap_or(post)
}

/// The code of a committee in the numbers of its papers.
#[must_use]
pub fn issued_by(committee: &str) -> Option<&'static str> {
    let codes = [
        ("Tỉnh ủy", "TU"),
        ("Thành ủy", "TU"),
        ("Huyện ủy", "HU"),
        ("Quận ủy", "QU"),
        ("Đảng ủy", "ĐU"),
        ("Chi bộ", "CB"),
    ];
    codes.into_iter().find(|(lead, _)| committee.starts_with(lead)).map(|(_, code)| code)
}

/// The whole membership that a committee leads: *Tỉnh ủy Sông Lam* stands at the head of *Đảng bộ tỉnh Sông Lam*.
#[must_use]
pub fn organisation_of(committee: &str) -> String {
    for (lead, level) in
        [("Tỉnh ủy ", "tỉnh "), ("Thành ủy ", "thành phố "), ("Huyện ủy ", "huyện "), ("Quận ủy ", "quận ")]
    {
        if let Some(name) = committee.strip_prefix(lead) {
            return format!("Đảng bộ {level}{name}");
        }
    }
    match committee.strip_prefix("Đảng ủy ") {
        Some(name) => format!("Đảng bộ {name}"),
        None => committee.to_owned(),
    }
}

/// The place after which a unit is named: the capitalised words at its end.
#[must_use]
pub fn place_of(unit: &str) -> String {
    let words: Vec<&str> = unit.split_whitespace().collect();
    let is_name = |word: &&&str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let n = words.iter().rev().take_while(is_name).count();
    match words.get(words.len() - n..).unwrap_or_default() {
        ["Tỉnh" | "Huyện" | "Quận" | "Phường" | "Xã", name @ ..] if !name.is_empty() => {
            name.join(" ")
        }
        name => name.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_committee_stands_for_its_organisation_and_its_place() {
        assert_eq!(organisation_of("Tỉnh ủy Sông Lam"), "Đảng bộ tỉnh Sông Lam");
        assert_eq!(organisation_of("Đảng ủy phường Bến Đá"), "Đảng bộ phường Bến Đá");
        assert_eq!(organisation_of("Trường Đại học Sông Lam"), "Trường Đại học Sông Lam");
        assert_eq!(place_of("Đảng ủy phường Bến Đá"), "Bến Đá");
        assert_eq!(place_of("Tỉnh ủy Sông Lam"), "Sông Lam");
        assert_eq!(place_of("Tỉnh Sông Lam"), "Sông Lam");
        assert_eq!(place_of("chi bộ thôn"), "");
        assert_eq!(signing_post("Bí thư Tỉnh ủy"), "Bí thư");
        assert_eq!(signing_post("Chủ tịch hội đồng"), "Chủ tịch hội đồng");
        assert_eq!(issued_by("Đảng ủy phường Bến Đá"), Some("ĐU"));
        assert_eq!(issued_by("Trường Đại học Sông Lam"), None);
    }
}
