//! Everything that the program says, in both languages: Vietnamese first.

/// The language of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Vietnamese,
    English,
}

/// A sentence in both languages; `{}` stands for what is filled in, in order.
#[derive(Debug, Clone, Copy)]
pub struct Sentence(&'static str, &'static str);

impl Sentence {
    /// The sentence in a language, filled in.
    pub fn say(self, language: Language, fill: &[&str]) -> String {
        let text = match language {
            Language::Vietnamese => self.0,
            Language::English => self.1,
        };
        let mut parts = text.split("{}");
        let first = parts.next().unwrap_or_default().to_owned();
        parts
            .zip(fill.iter().chain(std::iter::repeat(&"")))
            .fold(first, |said, (part, fill)| said + fill + part)
    }
}

pub const USAGE: Sentence = Sentence(
    "Cách dùng: ledger-verify <biên-nhận.tlog-proof> --policy <tệp> [--leaf <tệp> | --leaf-hash <hex> | \
     --content <tệp> --salt <hex>] [--lang vi|en]\n\
     Kiểm chứng biên nhận mà không cần mạng và không cần cơ sở dữ liệu.\n\
     \x20 --policy     quy ước tin cậy của chính người kiểm: nhật ký nào, bao nhiêu người chứng\n\
     \x20 --leaf       mục ghi trong nhật ký, nguyên từng byte\n\
     \x20 --leaf-hash  giá trị băm của mục ghi (64 chữ số hex), như in trên giấy biên nhận\n\
     \x20 --content    nội dung đã gửi, kèm --salt là chuỗi muối in trên biên nhận\n\
     Mã kết thúc: 0 đúng; 1 không đúng; 2 gọi sai cách; 3 tệp không đọc được; 4 chưa đủ để kết luận.",
    "Usage: ledger-verify <receipt.tlog-proof> --policy <file> [--leaf <file> | --leaf-hash <hex> | \
     --content <file> --salt <hex>] [--lang vi|en]\n\
     Checks a receipt without network and without database.\n\
     \x20 --policy     whom the reader trusts: which logs, how many witnesses\n\
     \x20 --leaf       the entry of the log, byte for byte\n\
     \x20 --leaf-hash  the hash of the entry (64 hex digits), as printed on the paper receipt\n\
     \x20 --content    what was sent, with --salt, the salt printed on the receipt\n\
     Exit codes: 0 holds; 1 does not hold; 2 wrong call; 3 unreadable file; 4 not enough to say.",
);

pub const WRONG_CALL: Sentence = Sentence("Gọi sai cách: {}.", "Wrong call: {}.");
pub const NO_RECEIPT: Sentence = Sentence("chưa nêu tệp biên nhận", "no receipt is named");
pub const NO_POLICY: Sentence = Sentence("chưa nêu --policy", "--policy is missing");
pub const NO_VALUE: Sentence = Sentence("{} thiếu giá trị", "{} lacks its value");
pub const UNKNOWN_WORD: Sentence = Sentence("không hiểu {}", "{} is not understood");
pub const TWICE: Sentence = Sentence("{} nêu hai lần", "{} is given twice");
pub const ONE_ENTRY: Sentence = Sentence(
    "chỉ nêu một trong --leaf, --leaf-hash, --content",
    "give one of --leaf, --leaf-hash, --content",
);
pub const SALT_WITH_CONTENT: Sentence =
    Sentence("--content và --salt đi cùng nhau", "--content and --salt belong together");
pub const BAD_HEX: Sentence = Sentence("{} phải là 64 chữ số hex", "{} must be 64 hex digits");

pub const UNREADABLE: Sentence = Sentence("Không đọc được {}: {}.", "{} cannot be read: {}.");

pub const HOLDS: Sentence = Sentence(
    "ĐÚNG. Mục ghi này nằm ở vị trí {} trong nhật ký {} gồm {} mục, và chưa hề thay đổi.",
    "IT HOLDS. This entry stands at place {} of the log {} of {} entries, and is unchanged.",
);
pub const LOG_SIGNED: Sentence =
    Sentence("Nhật ký đã ký bằng khóa {}.", "The log signed it with the key {}.");
pub const WITNESS: Sentence =
    Sentence("Người chứng {} đã ký lúc {} (giờ UTC).", "The witness {} signed it at {} UTC.");
pub const NO_WITNESS: Sentence = Sentence(
    "Lưu ý: quy ước này không đòi người chứng nào, nên người giữ nhật ký có thể cho người khác xem một lịch sử khác.",
    "Note: this policy asks for no witness, so the keeper of the log could show others another history.",
);
pub const ROOT: Sentence = Sentence("Gốc của nhật ký: {}.", "Root of the log: {}.");
pub const LEAF: Sentence = Sentence("Giá trị băm của mục ghi: {}.", "Hash of the entry: {}.");

pub const FAILS: Sentence = Sentence("KHÔNG ĐÚNG. {}", "IT DOES NOT HOLD. {}");
pub const NOT_SIGNED: Sentence = Sentence(
    "Không có chữ ký của nhật ký hoặc người chứng mà quy ước tin cậy.",
    "No log or witness that the policy trusts signed it.",
);
pub const FALSE_SIGNATURE: Sentence = Sentence(
    "Chữ ký mang tên {} là giả, hoặc nội dung đã bị sửa sau khi ký.",
    "The signature in the name of {} is false, or the text was changed after signing.",
);
pub const UNKNOWN_LOG: Sentence = Sentence(
    "Nhật ký {} không có trong quy ước tin cậy, hoặc không phải chính nó đã ký.",
    "The log {} is not in the policy, or did not sign itself.",
);
pub const TOO_FEW_WITNESSES: Sentence = Sentence(
    "Chưa đủ người chứng: quy ước đòi nhiều hơn {} chữ ký có ở đây.",
    "Too few witnesses: the policy asks for more than the {} found here.",
);
pub const NOT_A_CHECKPOINT: Sentence = Sentence(
    "Phần được ký không phải là chốt của một nhật ký.",
    "What was signed is not a checkpoint of a log.",
);
pub const NOT_IN_LOG: Sentence = Sentence(
    "Mục ghi đưa ra không phải mục đã được ghi ở vị trí {}: nó đã bị sửa, hoặc đây là biên nhận của mục khác.",
    "The entry given is not the one logged at place {}: it was changed, or this is the receipt of another.",
);
pub const BAD_PLACE: Sentence = Sentence(
    "Biên nhận nêu vị trí {} nhưng nhật ký chỉ có {} mục.",
    "The receipt names place {} but the log has only {} entries.",
);

pub const NO_ENTRY: Sentence = Sentence(
    "CHƯA KẾT LUẬN. Chốt của nhật ký {} ({} mục) là thật, nhưng chưa biết biên nhận này cho mục ghi nào: \
     hãy thêm --leaf, --leaf-hash hoặc --content.",
    "NOT ENOUGH TO SAY. The checkpoint of the log {} ({} entries) is true, but which entry the receipt is for is not \
     known: add --leaf, --leaf-hash or --content.",
);
pub const DETAIL: Sentence = Sentence("Chi tiết: {}.", "Detail: {}.");
