// Blind tokens (RFC 9474, RSABSSA-SHA384-PSS-Randomized) and sealed envelopes in a browser.
//
// The counterpart of the crate `secrecy`: BigInt and WebCrypto, nothing else. Nothing here sends or stores anything.
// WebCrypto exists on https, on this machine itself and in a file from the disk, not on plain http over a network.

const MESSAGE = 'kiemdiem/comment-token/v1\n';
const NULLIFIER = 'kiemdiem/null/v1\n';
const CHECK = 'kiemdiem/token-check/v1\n';
const ENVELOPE = 'kiemdiem/envelope/v1\n';
const MARK = 'kd1.';
const SALT = 48;
const PREFIX = 32;
const POINT = 65;
const FORM = Uint8Array.of(1);

/** The lengths that envelopes have, in bytes. */
export const SIZES = [4, 16, 64, 256].map((kib) => kib * 1024);

/** How many bytes of words an envelope of this length holds. */
export const roomIn = (size) => size - 1 - POINT - 16 - 4;

/** Whether this browser can do it here. */
export const isAble = () => typeof BigInt === 'function' && globalThis.isSecureContext !== false && !!globalThis.crypto?.subtle;

/** Why something was not taken; `why` is the word of the crate's refusals. */
export class Refused extends Error {
  constructor(why) { super(why); this.why = why; }
}

const words = new TextEncoder();

export const join = (...parts) => {
  const bytes = parts.map((part) => (typeof part === 'string' ? words.encode(part) : part));
  const whole = new Uint8Array(bytes.reduce((sum, part) => sum + part.length, 0));
  bytes.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
  return whole;
};

const isSame = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

export const chance = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Bytes as letters, digits, `-` and `_`. */
export const toText = (bytes) => {
  let binary = '';
  for (const byte of bytes) { binary += String.fromCharCode(byte); }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

/** The bytes of such a text; one text for the same bytes only. */
export const fromText = (text) => {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) { throw new Refused('no_text'); }
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  if (toText(bytes) !== text) { throw new Refused('no_text'); }
  return bytes;
};

const toNumber = (bytes) => {
  let hex = '0x0';
  for (const byte of bytes) { hex += byte.toString(16).padStart(2, '0'); }
  return BigInt(hex);
};

const toBytes = (number, length) => {
  const hex = number.toString(16).padStart(2 * length, '0');
  if (hex.length !== 2 * length) { throw new Refused('blinded'); }
  return Uint8Array.from({ length }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16));
};

const power = (base, exponent, n) => {
  let result = 1n;
  for (let rest = exponent, square = base % n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) { result = (result * square) % n; }
    square = (square * square) % n;
  }
  return result;
};

/** The inverse of `a` to the modulus `n`, or nothing when they share a factor. */
const inverseOf = (a, n) => {
  let [r, rest, x, next] = [n, a % n, 0n, 1n];
  while (rest !== 0n) {
    const times = r / rest;
    [r, rest, x, next] = [rest, r - times * rest, next, x - times * next];
  }
  return r === 1n ? ((x % n) + n) % n : null;
};

const digest = async (name, ...parts) => new Uint8Array(await crypto.subtle.digest(name, join(...parts)));

/** An issuer's public key from its text (SubjectPublicKeyInfo). */
export const issuerKey = async (text) => {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  let key;
  let jwk;
  try {
    key = await crypto.subtle.importKey('spki', fromText(text.trim()), algorithm, true, ['verify']);
    jwk = await crypto.subtle.exportKey('jwk', key);
  } catch {
    throw new Refused('no_key');
  }
  const modulus = fromText(jwk.n);
  if (![256, 384, 512].includes(modulus.length) || modulus[0] < 0x80 || jwk.e !== 'AQAB') { throw new Refused('strength'); }
  return { key, n: toNumber(modulus), e: 65537n, size: modulus.length };
};

/** EMSA-PSS (RFC 8017, 9.1.1) with SHA-384 and a salt of 48 bytes, for a modulus whose top bit is set. */
const encode = async (message, salt, size) => {
  const hash = await digest('SHA-384', new Uint8Array(8), await digest('SHA-384', message), salt);
  const block = join(new Uint8Array(size - 2 * SALT - 2), Uint8Array.of(1), salt);
  for (let count = 0; count * 48 < block.length; count += 1) {
    const mask = await digest('SHA-384', hash, Uint8Array.of(0, 0, 0, count));
    mask.forEach((byte, at) => { if (count * 48 + at < block.length) { block[count * 48 + at] ^= byte; } });
  }
  block[0] &= 0x7f;
  return join(block, hash, Uint8Array.of(0xbc));
};

/** Chance from 1 to below `n` that has an inverse. */
const factorBelow = (issuer) => {
  for (;;) {
    const factor = toNumber(chance(issuer.size));
    const inverse = factor > 0n && factor < issuer.n ? inverseOf(factor, issuer.n) : null;
    if (inverse !== null) { return { factor, inverse }; }
  }
};

/** Puts chance before the message and blinds it. `thrown` is for the official vectors only. */
export const blind = async (issuer, message, thrown) => {
  const prefix = thrown?.prefix ?? chance(PREFIX);
  const prepared = join(prefix, message);
  const encoded = toNumber(await encode(prepared, thrown?.salt ?? chance(SALT), issuer.size));
  if (inverseOf(encoded, issuer.n) === null) { throw new Refused('blinded'); }
  const { factor, inverse } = thrown ? { factor: inverseOf(toNumber(thrown.inverse), issuer.n), inverse: toNumber(thrown.inverse) } : factorBelow(issuer);
  const blinded = (encoded * power(factor, issuer.e, issuer.n)) % issuer.n;
  return { prefix, blinded: toBytes(blinded, issuer.size), inverse: toBytes(inverse, issuer.size) };
};

/** Whether a signature over the message behind its chance is the issuer's. */
export const isSigned = (issuer, signature, prefix, message) =>
  crypto.subtle.verify({ name: 'RSA-PSS', saltLength: SALT }, issuer.key, signature, join(prefix, message));

/** Unblinds an issuer's answer and checks it. */
export const finalize = async (issuer, message, { prefix, inverse }, answer) => {
  if (answer.length !== issuer.size) { throw new Refused('signature'); }
  const signature = toBytes((toNumber(answer) * toNumber(inverse)) % issuer.n, issuer.size);
  if (!(await isSigned(issuer, signature, prefix, message))) { throw new Refused('signature'); }
  return signature;
};

/** What issuers sign unseen. A purpose is `{ campaign, target }`, sixteen bytes each. */
export const tokenMessage = (purpose, nonce) => join(MESSAGE, purpose.campaign, purpose.target, nonce);

/** The mark that a used token leaves. */
export const nullifier = async (purpose, nonce) => digest('SHA-256', NULLIFIER, purpose.campaign, purpose.target, nonce);

/** A request to each issuer: what is sent, and what only its holder keeps. */
export const request = async (purpose, issuers) => {
  const nonce = chance(32);
  const message = tokenMessage(purpose, nonce);
  const blindings = [];
  for (const issuer of issuers) { blindings.push(await blind(issuer, message)); }
  return { purpose, nonce, blindings };
};

/** The token that the issuers' answers give. */
export const finish = async ({ purpose, nonce, blindings }, issuers, answers) => {
  if (issuers.length === 0 || answers.length !== issuers.length || blindings.length !== issuers.length) { throw new Refused('issuers'); }
  const message = tokenMessage(purpose, nonce);
  const signed = [];
  for (const [at, issuer] of issuers.entries()) {
    signed.push({ prefix: blindings[at].prefix, signature: await finalize(issuer, message, blindings[at], answers[at]) });
  }
  return { purpose, nonce, signed };
};

const checkOf = async (body) => (await digest('SHA-256', CHECK, body)).slice(0, 4);

/** A token as its holder keeps it. */
export const tokenText = async ({ purpose, nonce, signed }) => {
  const each = signed.flatMap(({ prefix, signature }) => [prefix, Uint8Array.of(signature.length >> 8, signature.length & 0xff), signature]);
  const body = join(purpose.campaign, purpose.target, nonce, Uint8Array.of(signed.length), ...each);
  return MARK + toText(join(body, await checkOf(body)));
};

/** Reads a token from its text. */
export const parseToken = async (text) => {
  const refused = new Refused('no_token');
  const trimmed = text.trim();
  if (!trimmed.startsWith(MARK)) { throw refused; }
  let bytes;
  try { bytes = fromText(trimmed.slice(MARK.length)); } catch { throw refused; }
  if (bytes.length < 4) { throw refused; }
  const body = bytes.slice(0, -4);
  if (!isSame(await checkOf(body), bytes.slice(-4))) { throw refused; }
  let at = 0;
  const take = (length) => {
    if (body.length - at < length) { throw refused; }
    at += length;
    return body.slice(at - length, at);
  };
  const purpose = { campaign: take(16), target: take(16) };
  const nonce = take(32);
  const [count] = take(1);
  if (count !== 1 && count !== 2) { throw refused; }
  const signed = [];
  for (let n = 0; n < count; n += 1) {
    const prefix = take(PREFIX);
    const [high, low] = take(2);
    signed.push({ prefix, signature: take((high << 8) | low) });
  }
  if (at !== body.length) { throw refused; }
  return { purpose, nonce, signed };
};

/** Checks that every issuer signed this token for this purpose; gives the mark that it leaves. */
export const verifyToken = async (token, purpose, issuers) => {
  if (!isSame(token.purpose.campaign, purpose.campaign) || !isSame(token.purpose.target, purpose.target)) { throw new Refused('other_purpose'); }
  if (issuers.length === 0 || token.signed.length !== issuers.length) { throw new Refused('issuers'); }
  const message = tokenMessage(purpose, token.nonce);
  for (const [at, issuer] of issuers.entries()) {
    const { prefix, signature } = token.signed[at];
    if (signature.length !== issuer.size || !(await isSigned(issuer, signature, prefix, message))) { throw new Refused('signature'); }
  }
  return nullifier(purpose, token.nonce);
};

/** Seals words for a desk into the smallest envelope that holds them; no words give a blank one. */
export const seal = async (desk, purpose, content) => {
  const size = SIZES.find((one) => content.length <= roomIn(one));
  if (size === undefined) { throw new Refused('too_long'); }
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const deskPoint = fromText(desk.trim());
  let deskKey;
  try {
    if (deskPoint.length !== POINT) { throw new Refused('no_key'); }
    deskKey = await crypto.subtle.importKey('raw', deskPoint, curve, false, []);
  } catch {
    throw new Refused('no_key');
  }
  const own = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: deskKey }, own.privateKey, 256);
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits']);
  const kdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: join(ENVELOPE, point, deskPoint) };
  const lock = new Uint8Array(await crypto.subtle.deriveBits(kdf, secret, 44 * 8));
  const filling = new Uint8Array(4 + roomIn(size));
  new DataView(filling.buffer).setUint32(0, content.length);
  filling.set(content, 4);
  const key = await crypto.subtle.importKey('raw', lock.slice(0, 32), 'AES-GCM', false, ['encrypt']);
  const bound = join(FORM, purpose.campaign, purpose.target);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: lock.slice(32), additionalData: bound }, key, filling);
  return join(FORM, point, new Uint8Array(sealed));
};
