// What is sealed: the matters of one letter with the digest of their receipt, and what in them could tell who wrote them.
//
// The counterpart of `letter.rs`; `tests/tells.json` is the list that both are held to. A receipt has twenty characters, the
// last of which checks the others (as `domain::opinion::receipt_code`).

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timesX = (value) => { const doubled = value << 1; return doubled & 0b100000 ? doubled ^ 0b100101 : doubled; };

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const grouped = (code) => code.match(/.{5}/g).join('-');

const checked = (carrying) => {
  const digits = carrying.map((byte) => byte & 31);
  const check = timesX(digits.reduce((sum, digit) => timesX(sum) ^ digit, 0));
  return [...digits, check].map((digit) => ALPHABET[digit]).join('');
};

/** A receipt: its code for the holder, the digest that is sealed, the code on the notice board. */
export const newReceipt = async () => {
  const code = checked([...chance(19)]);
  const kept = hex(await digest('SHA-256', `kiemdiem receipt\n${code}`));
  return { code: grouped(code), digest: kept, board: await boardCode(kept) };
};

/** The code on the notice board: made one way from what is kept of a receipt. */
const boardCode = async (kept) => {
  const bytes = await digest('SHA-256', `kiemdiem notice board\n${kept}`);
  return grouped(checked([...bytes.slice(0, 9)]));
};

/** The words of an envelope. The digest of the receipt lies inside: outside it would tell which letter the envelope became. */
export const letter = (receipt, opinions) => join(JSON.stringify({ v: 2, receipt, opinions }));

/** What in a text could tell who wrote it: looked for here, in the browser, before anything is sent. */
export const tells = (text) => {
  const signs = [
    /[\p{L}\d._%+-]+@[\p{L}\d-]+(\.[\p{L}\d-]+)+/gu,
    /(?:\+84|0)(?:[ .-]?\d){8,10}/g,
    /\d+/g,
    /(?:tôi|em|mình|cháu)\s+(?:tên|là)\s+[^.,;\n]{2,40}/giu,
    /(?:vợ|chồng|con|bố|mẹ|cha|anh|chị|em)\s+(?:của\s+)?tôi/giu,
    /(?:phòng|tổ|bộ phận|đơn vị|chi bộ|cơ quan|nhà|bàn)\s+(?:của\s+)?(?:tôi|chúng tôi|em|mình)/giu,
    /(?:khi|lúc|hôm|từng|đã)\s+tôi\s+[^.,;\n]{2,40}|tôi\s+(?:phụ trách|được giao|trình|báo cáo|ký|làm việc tại|công tác tại)[^.,;\n]{0,40}/giu,
    /(?:ký tên|người viết|kính thư)\s*:?[^\n]{0,40}/giu,
    /(?:my name is|i am|i work (?:at|in|for)|my (?:wife|husband|office|unit|team))[^.,;\n]{0,40}/gi,
  ];
  const composed = text.normalize('NFC');
  // Of the runs of digits those count that are as long as the number of an identity card.
  const counts = (found, at) => at !== 2 || found.length === 9 || found.length === 12;
  const all = signs.flatMap((sign, at) => (composed.match(sign) ?? []).filter((found) => counts(found, at)));
  return [...new Set(all.map((found) => found.trim()))];
};
