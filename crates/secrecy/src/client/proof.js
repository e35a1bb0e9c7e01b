// Whether the book holds what a card says: the proof on the card against the key of the book that its holder has from elsewhere.
// Formats: C2SP tlog-proof@v1 and signed-note (Ed25519), tree of RFC 6962. Witnesses are checked by the commands, not here.

const FIRST_LINE = 'c2sp.org/tlog-proof@v1\n';
const fromHex = (text) => (/^([0-9a-f]{2})+$/.test(text) ? Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16)) : null);
const refusedAt = (why, field) => Object.assign(new Refused(why), { field });
const wrongProof = (part) => { throw refusedAt('proof_unread', part); };

/** Base 64 in its one spelling, or nothing. */
const from64 = (text) => {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) { return null; }
  const raw = atob(text);
  return btoa(raw) === text ? Uint8Array.from(raw, (one) => one.charCodeAt(0)) : null;
};

/** The key of a book: name+id+base64(1 ‖ public key). */
const parseLogKey = async (text) => {
  const [name, id, ...rest] = text.trim().split('+');
  const material = from64(rest.join('+'));
  if (!name || material?.length !== 33 || material[0] !== 1) { throw new Refused('log_key'); }
  const known = await digest('SHA-256', `${name}\n`, material);
  if (!isSame(known.slice(0, 4), fromHex(id) ?? [])) { throw new Refused('log_key'); }
  return { name, id: known.slice(0, 4), bytes: material.slice(1) };
};

const parseReceipt = (text) => {
  const cut = text.indexOf('\n\n');
  const end = text.lastIndexOf('\n\n');
  if (!text.startsWith(FIRST_LINE) || end <= cut || !text.endsWith('\n')) { wrongProof('receipt'); }
  const [place, ...hashes] = text.slice(FIRST_LINE.length, cut).split('\n').filter((line) => !line.startsWith('extra '));
  const index = /^index (0|[1-9]\d{0,15})$/.exec(place)?.[1] ?? wrongProof('receipt');
  const path = hashes.map((line) => { const hash = from64(line); return hash?.length === 32 ? hash : wrongProof('receipt'); });
  const head = text.slice(cut + 2, end + 1);
  const [origin, size, root] = head.split('\n');
  const rootHash = from64(root ?? '');
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || rootHash?.length !== 32) { wrongProof('receipt'); }
  const signatures = text.slice(end + 2, -1).split('\n').map((line) => {
    const [, name, bytes] = /^— (\S+) (\S+)$/u.exec(line) ?? wrongProof('receipt');
    return { name, bytes: from64(bytes) ?? wrongProof('receipt') };
  });
  return { index: BigInt(index), path, head, origin, size: BigInt(size), root: rootHash, signatures };
};

const isSignedBy = async (receipt, key) => {
  const imported = await crypto.subtle.importKey('raw', key.bytes, 'Ed25519', false, ['verify']).catch(() => { throw new Refused('proof_unable'); });
  const own = receipt.signatures.filter(({ name, bytes }) => name === key.name && bytes.length === 68 && isSame(bytes.slice(0, 4), key.id));
  const head = new TextEncoder().encode(receipt.head);
  const good = await Promise.all(own.map(({ bytes }) => crypto.subtle.verify('Ed25519', imported, bytes.slice(4), head)));
  return receipt.origin === key.name && good.length !== 0 && good.every(Boolean);
};

/** The root over a leaf at its place (RFC 9162, 2.1.3.2); nothing when the proof has the wrong length. */
const rootOver = async (leaf, { index, size, path }) => {
  if (index >= size) { return null; }
  let [place, last, hash] = [index, size - 1n, leaf];
  for (const beside of path) {
    if (last === 0n) { return null; }
    const isLeft = (place & 1n) === 1n || place === last;
    hash = await digest('SHA-256', Uint8Array.of(1), isLeft ? join(beside, hash) : join(hash, beside));
    while (isLeft && place !== 0n && (place & 1n) === 0n) { place >>= 1n; last >>= 1n; }
    place >>= 1n; last >>= 1n;
  }
  return last === 0n ? hash : null;
};

/** What never changes in a card, as the book holds it; the counterpart of `ChannelCard::facts`. */
const factsOf = (card) => [
  ['campaign', card.campaign], ['channel', card.channel], ['desk', card.desk], ...card.issuers.map((key) => ['issuers', key]),
  ['opens', card.opens], ['writing', card.writing], ['eligible', card.eligible], ['least_given', card.least_given],
  ...(card.client ? [['client', card.client]] : []),
].map(([word, value]) => `${word} ${value}\n`);

const factsIn = (copy) => {
  try {
    const [row, ...more] = JSON.parse(copy).rows;
    const facts = row.columns.find(([name]) => name === 'facts')[1].clear;
    return more.length === 0 && row.table === 'opinion_facts' && typeof facts === 'string' ? facts : null;
  } catch { return null; }
};

/** Checks the proof on a card; gives its place in the book, or says what is wrong with it. */
const checkProof = async (card, keyText) => {
  const key = await parseLogKey(keyText);
  if (!card.proof) { throw new Refused('proof_missing'); }
  const salt = fromHex(card.proof.salt);
  if (salt?.length !== 32) { wrongProof('salt'); }
  const receipt = parseReceipt(card.proof.receipt);
  const facts = factsIn(card.proof.copy) ?? wrongProof('copy');
  if (!(await isSignedBy(receipt, key))) { throw new Refused('proof_log'); }
  const commitment = await digest('SHA-256', 'kiemdiem/commitment/v1\n', salt, card.proof.copy);
  const leaf = await digest('SHA-256', Uint8Array.of(0), 'kiemdiem/leaf/v1\n', commitment);
  const root = await rootOver(leaf, receipt);
  if (!root || !isSame(root, receipt.root)) { throw new Refused('proof_place'); }
  const [mine, theirs] = [factsOf(card), facts.split(/(?<=\n)/)];
  const other = [...mine.filter((line) => !theirs.includes(line)), ...theirs.filter((line) => !mine.includes(line))];
  if (mine.join('') !== facts) { throw refusedAt('proof_differs', [...new Set(other.map((line) => line.split(' ')[0]))].join(', ')); }
  return { place: receipt.index, size: receipt.size, origin: receipt.origin };
};
