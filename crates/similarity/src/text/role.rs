//! What single words do to a statement: they deny it, count in it, turn it round, name where it happens.

use std::sync::LazyLock;

use super::vocabulary::Map;

/// What a word does in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Role {
    /// Nothing that the guard against counter-statements looks at.
    #[default]
    Plain,
    /// A number in digits.
    Number,
    /// It denies what follows.
    Denial,
    /// It can come and go without turning a statement round.
    Light,
    /// It stands before the name of an office or a place.
    Head,
    /// It stands on one side of an axis on which others stand on other sides: *tăng* and *giảm*, *tháng* and *quý*.
    Pole(u8, u8),
}

/// Words that deny.
const DENIALS: &str =
    "không chưa chẳng chả đừng phi bất vô hết ngừng not no never without isn doesn didn wasn";

/// Words that may stand beside a denial, or in its place, without changing what is said.
const LIGHT: &str = "đã đang sẽ vẫn còn cũng được bị là có rất khá thì mà thật thực sự hề từng đều lại và \
    vừa luôn quá hơn cứ nữa rồi is are was has have been the a very";

/// Words before the name of an office or a place.
const HEADS: &str = "phòng ban khoa tổ đội trạm trường xã phường huyện tỉnh thôn ấp bản làng quận phận cục tâm \
    hội đoàn sở viện xưởng kho ngành khu tuyến cầu chợ chí ông bà anh chị cô thầy em đồng_chí department team";

/// The axes: words apart by `/` are sides, words on one side mean the same.
const AXES: [&str; 45] = [
    "tăng / giảm",
    "nhanh / chậm",
    "cao / thấp",
    "nhiều / ít",
    "thừa / đủ / thiếu",
    "đúng / sai",
    "trước / sau",
    "mở / đóng",
    "trên / dưới",
    "tốt giỏi / kém xấu tồi",
    "trong / ngoài",
    "nội / ngoại",
    "vượt / hụt",
    "dễ / khó",
    "sạch / bẩn",
    "lên / xuống",
    "nam / nữ",
    "sáng / chiều / tối",
    "đầu / giữa / cuối",
    "thêm / bớt",
    "ngày / tuần / tháng / quý",
    "nghìn ngàn / triệu / tỷ tỉ",
    "gram g / kg ký / tạ / tấn",
    "một / hai / ba / bốn / năm / sáu / bảy / tám / chín / mười",
    "rõ / mờ",
    "khen thưởng / chê phạt phê",
    "mét m / km / cm / ha",
    "rộng / hẹp",
    "dài / ngắn",
    "xa / gần",
    "mạnh / yếu",
    "lợi / hại",
    "cũ / mới",
    "sớm / muộn trễ",
    "mua / bán",
    "nhập / xuất",
    "đông / tây / nam / bắc",
    "phải / trái",
    "giàu / nghèo",
    "tán / phản",
    "cho / cấm",
    "thắng / thua",
    "giữ / bỏ",
    "increase / decrease",
    "good / bad",
];

struct Roles {
    by_marked: Map<u64, Role>,
    by_bare: Map<u64, Role>,
}

static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let mut roles = Roles { by_marked: Map::default(), by_bare: Map::default() };
    let mut put = |text: &str, role: Role| {
        super::words(text, |word| {
            roles.by_marked.entry(word.marked).or_insert(role);
            roles.by_bare.entry(word.bare).or_insert(role);
        });
    };
    put(DENIALS, Role::Denial);
    put(LIGHT, Role::Light);
    put(HEADS, Role::Head);
    for (axis, sides) in AXES.iter().enumerate() {
        for (side, words) in sides.split('/').enumerate() {
            put(words, Role::Pole(axis as u8, side as u8));
        }
    }
    roles
});

/// The role of a word; one that carries no mark may stand for any word with its letters.
pub(super) fn role(word: &super::Word, is_marked: bool, letters: &str) -> Role {
    if letters.bytes().next().is_some_and(|first| first.is_ascii_digit()) {
        return Role::Number;
    }
    let exact = ROLES.by_marked.get(&word.marked);
    let known = if is_marked { exact } else { exact.or_else(|| ROLES.by_bare.get(&word.bare)) };
    known.copied().unwrap_or_default()
}
