// A ticket as a square that a telephone reads: QR (ISO/IEC 18004) of bytes at error level M, in the smallest of its 40 sizes.
//
// Of the eight masks the one is taken that the crate `qrcode` takes, so that the same text is the same square everywhere.

/** By size, from 1: bytes of correction in each block, and how many blocks. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, ...Array(19).fill(28)];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49];
const MASKS = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2, (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** How many bytes a size holds, correction and all. */
const allBytes = (size) => {
  const marks = size < 2 ? 0 : Math.floor(size / 7) + 2;
  const taken = marks && (25 * marks - 10) * marks - 55 + (size < 7 ? 0 : 36);
  return Math.floor(((16 * size + 128) * size + 64 - taken) / 8);
};
const room = (size) => allBytes(size) - CORRECTION[size - 1] * BLOCKS[size - 1];
const countBits = (size) => (size < 10 ? 8 : 16);

/** The text behind its kind and its length, filled up to the room of its size. */
const filled = (bytes, size) => {
  const bits = [];
  const put = (value, length) => { for (let at = length - 1; at >= 0; at -= 1) { bits.push((value >> at) & 1); } };
  put(4, 4);
  put(bytes.length, countBits(size));
  for (const byte of bytes) { put(byte, 8); }
  put(0, Math.min(4, room(size) * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room(size) * 8; pad ^= 0xec ^ 0x11) { put(pad, 8); }
  return Array.from({ length: bits.length / 8 }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0));
};

const inField = (a, b) => {
  let product = 0;
  for (let at = 7; at >= 0; at -= 1) { product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> at) & 1) * a); }
  return product;
};

/** The bytes of correction of a block (Reed and Solomon, over the field of 256). */
const correction = (block, length) => {
  let divisor = [...Array(length - 1).fill(0), 1];
  for (let root = 1, at = 0; at < length; at += 1, root = inField(root, 2)) {
    divisor = divisor.map((one, place) => inField(one, root) ^ (divisor[place + 1] ?? 0));
  }
  const rest = Array(length).fill(0);
  for (const byte of block) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((one, place) => { rest[place] ^= inField(one, factor); });
  }
  return rest;
};

/** The blocks with their correction, byte by byte in turn; the first ones may be a byte shorter. */
const interleaved = (data, size) => {
  const [count, length] = [BLOCKS[size - 1], CORRECTION[size - 1]];
  const short = Math.floor(data.length / count);
  const blocks = [];
  for (let at = 0; at < data.length;) {
    const end = at + short + (blocks.length < count - (data.length % count) ? 0 : 1);
    blocks.push(data.slice(at, end));
    at = end;
  }
  const turns = (rows, most) => Array.from({ length: most }, (_, at) => rows.map((row) => row[at])).flat().filter((byte) => byte !== undefined);
  return [...turns(blocks, short + 1), ...turns(blocks.map((block) => correction(block, length)), length)];
};

/** A number with the rest of its division behind it: how kind and size of a square are written. */
const guarded = (value, length, divisor) => {
  let rest = value;
  for (let at = 0; at < length; at += 1) { rest = (rest << 1) ^ ((rest >> (length - 1)) * divisor); }
  return (value << length) | rest;
};

/** What every square of a size has: marks, lines and the number of the size. `null` is left for the text. */
const frame = (size) => {
  const side = size * 4 + 17;
  const rows = Array.from({ length: side }, () => Array(side).fill(null));
  const set = (x, y, dark) => { if (x >= 0 && y >= 0 && x < side && y < side) { rows[y][x] = dark ? 1 : 0; } };
  const mark = (x, y, reach, isDark) => {
    for (let dy = -reach; dy <= reach; dy += 1) { for (let dx = -reach; dx <= reach; dx += 1) { set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy)))); } }
  };
  for (let at = 0; at < side; at += 1) { set(6, at, at % 2 === 0); set(at, 6, at % 2 === 0); }
  for (const [x, y] of [[3, 3], [side - 4, 3], [3, side - 4]]) { mark(x, y, 4, (far) => far !== 2 && far !== 4); }
  const count = size < 2 ? 0 : Math.floor(size / 7) + 2;
  const step = size === 32 ? 26 : Math.ceil((size * 4 + 4) / (count * 2 - 2)) * 2;
  const places = Array.from({ length: count }, (_, at) => (at === 0 ? 6 : side - 7 - (count - 1 - at) * step));
  const isCorner = (x, y) => (x === 6 && (y === 6 || y === side - 7)) || (x === side - 7 && y === 6);
  for (const y of places) { for (const x of places) { if (!isCorner(x, y)) { mark(x, y, 2, (far) => far !== 1); } } }
  if (size >= 7) {
    const number = guarded(size, 12, 0x1f25);
    for (let at = 0; at < 18; at += 1) {
      const [low, high, dark] = [Math.floor(at / 3), side - 11 + (at % 3), (number >> at) & 1];
      set(low, high, dark); set(high, low, dark);
    }
  }
  writeKind(rows, 0);
  return rows;
};

/** Writes level and mask beside the three marks. */
const writeKind = (rows, mask) => {
  const side = rows.length;
  const word = guarded(mask, 10, 0x537) ^ 0x5412;
  const bit = (at) => (word >> at) & 1;
  for (let at = 0; at < 15; at += 1) {
    const [x, y] = at < 8 ? [8, at < 6 ? at : at + 1] : [at < 9 ? 7 : 14 - at, 8];
    rows[y][x] = bit(at);
    if (at < 8) { rows[8][side - 1 - at] = bit(at); } else { rows[side - 15 + at][8] = bit(at); }
  }
  rows[side - 8][8] = 1;
};

/** Fills the places that are left, two columns at a time, from the right, up and down. */
const masked = (base, bytes, mask) => {
  const side = base.length;
  const rows = base.map((row) => [...row]);
  let at = 0;
  for (let right = side - 1; right >= 1; right -= 2) {
    if (right === 6) { right = 5; }
    for (let turn = 0; turn < side; turn += 1) {
      for (const x of [right, right - 1]) {
        const y = (right + 1) & 2 ? turn : side - 1 - turn;
        if (base[y][x] === null) {
          const bit = (bytes[at >> 3] >> (7 - (at & 7))) & 1;
          rows[y][x] = bit ^ (MASKS[mask](x, y) === 0 ? 1 : 0);
          at += 1;
        }
      }
    }
  }
  writeKind(rows, mask);
  return rows;
};

/** How hard a square is to read: long runs, blocks, what looks like a mark, too much of one colour. */
const hardness = (rows) => {
  const side = rows.length;
  let sum = 0;
  for (const get of [(line, at) => rows[line][at], (line, at) => rows[at]?.[line]]) {
    for (let line = 0; line < side; line += 1) {
      for (let at = 0, run = 1; at < side; at += 1) {
        if (at + 1 < side && get(line, at) === get(line, at + 1)) { run += 1; } else { sum += run >= 5 ? run - 2 : 0; run = 1; }
      }
      const isLight = (from) => [0, 1, 2, 3].every((more) => !get(line, from + more));
      for (let at = 0; at + 7 <= side; at += 1) {
        const looks = [1, 0, 1, 1, 1, 0, 1].every((dark, more) => get(line, at + more) === dark);
        if (looks && (isLight(at - 4) || isLight(at + 7))) { sum += 40; }
      }
    }
  }
  const isBlock = (x, y) => rows[y][x] === rows[y][x + 1] && rows[y][x] === rows[y + 1][x] && rows[y][x] === rows[y + 1][x + 1];
  for (let y = 0; y + 1 < side; y += 1) { for (let x = 0; x + 1 < side; x += 1) { sum += isBlock(x, y) ? 3 : 0; } }
  const dark = rows.flat().reduce((count, one) => count + one, 0);
  return sum + Math.abs(Math.floor((dark * 200) / side ** 2) - 100);
};

/** The square of a text: rows of 0 and 1 without a margin; nothing when it is too long for one. */
const squareOf = (text) => {
  const bytes = new TextEncoder().encode(text);
  const size = BLOCKS.findIndex((_, at) => 4 + countBits(at + 1) + bytes.length * 8 <= room(at + 1) * 8) + 1;
  if (size === 0) { return null; }
  const [base, all] = [frame(size), interleaved(filled(bytes, size), size)];
  const each = MASKS.map((_, mask) => masked(base, all, mask));
  const hard = each.map(hardness);
  return each[hard.indexOf(Math.min(...hard))];
};
