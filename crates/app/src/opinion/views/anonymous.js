// What joins the protocol above to the two pages: the ticket, and the envelope of the second address.

const idBytes = (id) => Uint8Array.from(id.replaceAll('-', '').match(/../g), (pair) => parseInt(pair, 16));
const say = (part, name) => {
  for (const one of part.querySelectorAll('[data-say]')) { one.hidden = one.dataset.say !== name; }
};
const blame = (part, name) => {
  for (const one of part.querySelectorAll('[data-fault]')) { one.hidden = one.dataset.fault !== name; }
};
const purposeOf = (part) => ({ campaign: idBytes(part.dataset.campaign), target: idBytes(part.dataset.channel) });

/** Begins in a part of a page; called by `app.js`. */
export const start = (part) => {
  if (!isAble()) { say(part, 'unable'); return undefined; }
  return part.dataset.part === 'ticket' ? startTicket(part) : startEnvelope(part);
};

// The ticket: a request is kept in this browser until its token was saved, since a second one is refused.

const keptAs = (part) => `kiemdiem-ticket-${part.dataset.channel}`;

const kept = (part) => {
  const text = localStorage.getItem(keptAs(part));
  if (!text) { return null; }
  const { nonce, blindings } = JSON.parse(text);
  const read = ({ prefix, inverse, blinded }) => ({ prefix: fromText(prefix), inverse: fromText(inverse), blinded: fromText(blinded) });
  return { purpose: purposeOf(part), nonce: fromText(nonce), blindings: blindings.map(read) };
};

const keep = (part, pending) => {
  const write = ({ prefix, inverse, blinded }) => ({ prefix: toText(prefix), inverse: toText(inverse), blinded: toText(blinded) });
  localStorage.setItem(keptAs(part), JSON.stringify({ nonce: toText(pending.nonce), blindings: pending.blindings.map(write) }));
};

/** The keys of those who sign tickets: this house, and a second issuer where there is one. */
const issuersOf = (part) => Promise.all(part.dataset.issuers.split(' ').map(issuerKey));

const startTicket = async (part) => {
  const issuers = await issuersOf(part);
  const pending = kept(part);
  if (part.dataset.answer) {
    if (!pending) { say(part, 'elsewhere'); return; }
    if (issuers.length === 1) { await showToken(part, issuers, pending, []); } else { await askSecond(part, issuers, pending); }
    return;
  }
  const form = part.querySelector('form');
  if (form) {
    // Made before the button can be pressed: the form is then sent as any other.
    const asked = pending ?? await request(purposeOf(part), issuers);
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name: 'blinded', value: toText(asked.blindings[0].blinded) });
    form.append(field);
    form.addEventListener('submit', () => keep(part, asked));
  }
  say(part, 'take');
};

// The second issuer sits on a machine of its own. What it is asked and what it answers goes through the addresses' last part,
// which no browser sends to a server, or by hand.

const askSecond = async (part, issuers, pending) => {
  const asked = toText(pending.blindings[1].blinded);
  const join = async (answer) => {
    blame(part, null);
    const token = await tokenOf(part, issuers, pending, [answer.trim()]);
    if (!token) { say(part, 'second'); part.querySelector('details').open = true; blame(part, 'second'); return; }
    offerToken(part, token);
  };
  part.querySelector('[data-second]').href += `#${asked}`;
  part.querySelector('#second-request').value = asked;
  part.querySelector('[data-join]').addEventListener('click', () => join(part.querySelector('#second-answer').value));
  const brought = /^#second=([A-Za-z0-9_-]+)$/.exec(location.hash);
  if (!brought) { say(part, 'second'); return; }
  history.replaceState(null, '', location.pathname + location.search);
  await join(brought[1]);
};

const tokenOf = async (part, issuers, pending, more) => {
  try {
    return await tokenText(await finish(pending, issuers, [part.dataset.answer, ...more].map(fromText)));
  } catch {
    return null;
  }
};

const showToken = async (part, issuers, pending, more) => {
  const token = await tokenOf(part, issuers, pending, more);
  if (!token) { say(part, 'wrong'); return; }
  offerToken(part, token);
};

const offerToken = (part, text) => {
  part.querySelector('#token').value = text;
  part.querySelector('[data-save]').href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
  part.querySelector('[data-forget]').addEventListener('click', () => {
    localStorage.removeItem(keptAs(part));
    part.querySelector('#token').value = '';
    say(part, 'elsewhere');
  });
  say(part, 'token');
};

// The envelope. It is sent as it was sealed: the receipt inside it is made here.

const startEnvelope = async (part) => {
  const issuers = await issuersOf(part);
  const form = part.querySelector('form');
  const matters = part.querySelector('[data-matters]');
  // What was sealed is sent again unchanged when the answer was lost: the same envelope is always answered alike.
  let sealed = null;
  const add = () => matters.append(part.querySelector('template[data-matter]').content.cloneNode(true));
  part.querySelector('[data-add]').addEventListener('click', add);
  part.querySelector('#token-file').addEventListener('change', async (event) => {
    const [file] = event.target.files;
    if (file && file.size < 10000) { form.elements.namedItem('token').value = (await file.text()).trim(); }
  });
  form.addEventListener('input', () => { sealed = null; });
  form.addEventListener('submit', (event) => { event.preventDefault(); send(false); });
  part.querySelector('[data-blank]').addEventListener('click', () => send(true));

  const written = () => [...matters.children].map((matter) => {
    const value = (name) => matter.querySelector(`[name=${name}]`).value;
    return { subject: value('subject'), content: value('content'), kind: value('kind'), text: value('text').trim() };
  }).filter((matter) => matter.text);

  const isSure = (opinions) => {
    const found = tells(opinions.map((matter) => matter.text).join('\n'));
    const box = part.querySelector('[data-tells]');
    const list = box.querySelector('ul');
    list.replaceChildren(...found.map((sign) => { const item = document.createElement('li'); item.textContent = `“${sign}”`; return item; }));
    const wasAsked = !box.hidden;
    box.hidden = found.length === 0;
    return found.length === 0 || (wasAsked && box.querySelector('[data-sure]').checked);
  };

  const send = async (isBlank) => {
    blame(part, null);
    let token;
    try {
      token = await parseToken(form.elements.namedItem('token').value);
      await verifyToken(token, purposeOf(part), issuers);
    } catch (error) { blame(part, error.why === 'issuers' ? 'signature' : error.why ?? 'no_token'); return; }
    const opinions = isBlank ? [] : written();
    if (!isBlank && opinions.length === 0) { blame(part, 'empty'); return; }
    if (!isBlank && !isSure(opinions)) { part.querySelector('[data-sure]').focus(); return; }
    try {
      if (!sealed) {
        // The digest of the receipt lies inside: outside it would tell which letter the envelope became.
        const receipt = await newReceipt();
        const content = isBlank ? new Uint8Array(0) : join(JSON.stringify({ v: 2, receipt: receipt.digest, opinions }));
        const envelope = toText(await seal(part.dataset.desk, purposeOf(part), content));
        sealed = { ...receipt, envelope, body: JSON.stringify({ token: await tokenText(token), envelope }) };
      }
    } catch (error) { blame(part, error.why === 'too_long' ? 'too_long' : 'again'); return; }
    await deliver();
  };

  const deliver = async () => {
    let answer;
    let said;
    try {
      answer = await fetch(part.dataset.send, { method: 'POST', headers: { 'content-type': 'application/json' }, body: sealed.body, credentials: 'omit', referrerPolicy: 'no-referrer' });
      said = await answer.json();
    } catch { blame(part, 'again'); return; }
    if (!answer.ok) {
      part.querySelector('[data-refused]').textContent = said.refused ? `${said.refused.title}. ${said.refused.todo}` : '';
      blame(part, said.refused ? 'refused' : 'again');
      return;
    }
    part.querySelector('[data-code]').textContent = sealed.code;
    part.querySelector('[data-board]').textContent = sealed.board;
    part.querySelector('[data-mark]').textContent = said.outcome.mark;
    part.querySelector('[data-commitment]').textContent = said.outcome.commitment;
    part.querySelector('[data-by]').textContent = said.outcome.by.split('-').reverse().join('/');
    const issued = part.querySelector('[data-issued]').textContent;
    const lines = [sealed.code, sealed.board, issued, '', part.dataset.channel, said.outcome.by, said.outcome.mark, said.outcome.commitment, said.outcome.salt, sealed.envelope, '', said.outcome.promise];
    part.querySelector('[data-save]').href = URL.createObjectURL(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }));
    form.reset();
    matters.replaceChildren();
    say(part, 'sent');
  };

  add();
  say(part, 'write');
};
