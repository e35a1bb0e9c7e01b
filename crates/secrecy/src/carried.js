// The texts that are carried by hand: the card of a channel, a request under way, a sealed envelope with its ticket.
//
// The counterpart of `card.rs`, `kept.rs` and `sealed.rs`: what one writes the other reads.

const KEPT = 'kdk1.';
const KEPT_CHECK = 'kiemdiem/kept-check/v1\n';
const SEALED = 'ke1.';
const SEALED_CHECK = 'kiemdiem/envelope-check/v1\n';
const LARGEST_CARD = 256 * 1024;

const checkOver = async (domain, body) => (await digest('SHA-256', domain, body)).slice(0, 4);
const measured = (part) => join(Uint8Array.of(part.length >> 8, part.length & 0xff), part);
/** The text without lines for people and without breaks. */
const bare = (text) => text.split('\n').filter((line) => !line.trim().startsWith('#')).join('').replace(/\s+/g, '');

const bytesOfId = (id) => {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) { throw new Refused('wrong'); }
  return Uint8Array.from(id.replaceAll('-', '').match(/../g), (pair) => parseInt(pair, 16));
};

const isChoices = (list) => Array.isArray(list) && list.length <= 2000
  && list.every((one) => ['value', 'vi', 'en'].every((name) => typeof one?.[name] === 'string' && one[name].length <= 2000));
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text);
const isAddress = (text) => typeof text === 'string' && text.length <= 2000 && /^https?:\/\/[!-~]+$/.test(text);
const isText = (text) => typeof text === 'string' && text.length <= 2000;

/** What must stand in a card, and when it is right. */
const FIELDS = {
  campaign: (id) => isText(id) && !!bytesOfId(id),
  channel: (id) => isText(id) && !!bytesOfId(id),
  body: isText,
  issuers: (keys) => Array.isArray(keys) && (keys.length === 1 || (keys.length === 2 && keys[0] !== keys[1])) && keys.every(isText),
  desk: isText,
  opens: isDay,
  writing: isDay,
  closes: isDay,
  eligible: Number.isInteger,
  least_given: Number.isInteger,
  ticket: isAddress,
  send: isAddress,
  promise: (lines) => Array.isArray(lines) && lines.every(isText),
  subjects: isChoices,
  contents: isChoices,
  kinds: isChoices,
};

/** Reads a card with its keys; says which part is wrong. */
export const parseCard = async (text) => {
  const refuse = (why, field) => Object.assign(new Refused(why), { field });
  if (text.length > LARGEST_CARD) { throw refuse('card_too_large'); }
  let card;
  try { card = JSON.parse(text.replace(/^\ufeff/, '')); } catch { throw refuse('card_unreadable'); }
  if (typeof card?.v !== 'number') { throw refuse('card_lacks', 'v'); }
  if (card.v !== 1) { throw refuse('card_form', String(card.v)); }
  for (const [field, isRight] of Object.entries(FIELDS)) {
    if (card[field] === undefined) { throw refuse('card_lacks', field); }
    let right = false;
    try { right = isRight(card[field]); } catch { /* Said below. */ }
    if (!right) { throw refuse('card_wrong', field); }
  }
  const purpose = { campaign: bytesOfId(card.campaign), target: bytesOfId(card.channel) };
  let issuers;
  try { issuers = await Promise.all(card.issuers.map(issuerKey)); } catch { throw refuse('card_wrong', 'issuers'); }
  try { if (fromText(card.desk.trim()).length !== POINT) { throw refuse('card_wrong', 'desk'); } } catch { throw refuse('card_wrong', 'desk'); }
  return { ...card, purpose, issuerKeys: issuers, mark: await cardMark(card) };
};

/** What two people compare, so that nobody was given keys of their own. */
const cardMark = async (card) => {
  const lines = [card.campaign, card.channel, card.desk, ...card.issuers, card.opens, card.writing, card.eligible, card.least_given];
  const bytes = await digest('SHA-256', `kiemdiem/card/v1\n${lines.join('\n')}`);
  return hex(bytes.slice(0, 16)).match(/.{4}/g).join(' ');
};

/** A request under way as text. `issuers` are the texts of their keys, in the order of the request. */
export const keptText = async ({ purpose, nonce, blindings }, issuers) => {
  const each = blindings.flatMap(({ prefix, inverse, blinded }, at) => [fromText(issuers[at].trim()), prefix, inverse, blinded].map(measured));
  const body = join(purpose.campaign, purpose.target, nonce, Uint8Array.of(blindings.length), ...each);
  return KEPT + toText(join(body, await checkOver(KEPT_CHECK, body)));
};

/** Reads a kept request: the request and its issuers. */
export const parseKept = async (text) => {
  const refused = new Refused('kept');
  const whole = bare(text);
  if (!whole.startsWith(KEPT)) { throw refused; }
  let bytes;
  try { bytes = fromText(whole.slice(KEPT.length)); } catch { throw refused; }
  const body = bytes.slice(0, -4);
  if (bytes.length < 4 || !isSame(await checkOver(KEPT_CHECK, body), bytes.slice(-4))) { throw refused; }
  let at = 0;
  const take = (length) => {
    if (body.length - at < length) { throw refused; }
    at += length;
    return body.slice(at - length, at);
  };
  const part = () => { const [high, low] = take(2); return take((high << 8) | low); };
  const purpose = { campaign: take(16), target: take(16) };
  const nonce = take(32);
  const [count] = take(1);
  if (count !== 1 && count !== 2) { throw refused; }
  const [issuers, blindings] = [[], []];
  for (let n = 0; n < count; n += 1) {
    issuers.push(toText(part()));
    blindings.push({ prefix: part(), inverse: part(), blinded: part() });
  }
  if (at !== body.length) { throw refused; }
  return { request: { purpose, nonce, blindings }, issuers, issuerKeys: await Promise.all(issuers.map(issuerKey)) };
};

/** An envelope and its ticket as one text. */
export const sealedText = async (token, envelope) => `${await tokenText(token)}\n${SEALED}${toText(join(envelope, await checkOver(SEALED_CHECK, envelope)))}`;
