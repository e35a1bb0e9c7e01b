// What joins the protocol above to the single file: four steps, each of which can be done on another day.

const by = (id) => document.getElementById(id);
let tongue = 'vi';
let card = null;
const word = (name) => WORDS[tongue][name];

const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
const reveal = (id, shown) => { by(id).hidden = !shown; };
const day = (text) => text.split('-').reverse().join('/');
/** What was saved stays in memory as long as the file is open. */
const offer = (id, text) => { by(id).href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' })); };

/** Says in a section what is wrong with it, or nothing. */
const blame = (section, text) => {
  const place = by(section).querySelector('.trouble');
  place.textContent = text ?? '';
  place.hidden = !text;
};
const FAULTS = { kept: 'kept_wrong', no_text: 'answer_wrong', blinded: 'answer_wrong' };
const said = (error, others = {}) => {
  const name = others[error.why] ?? FAULTS[error.why] ?? error.why;
  const text = word(name) ?? word('failed');
  return error.field ? `${text} ${error.field}` : text;
};

/** Runs a step; what is wrong is said in its section. */
const step = (section, others, work) => async () => {
  blame(section, null);
  try { await work(); } catch (error) { blame(section, said(error, others)); }
};

const read = async (input, into, most) => {
  const [file] = by(input).files;
  if (file && file.size <= most) { by(into).value = await file.text(); }
};
for (const [input, into, most] of [['card-file', 'card-text', LARGEST_CARD], ['kept-file', 'kept-text', 20000], ['token-file', 'token', 20000]]) {
  by(input).addEventListener('change', () => read(input, into, most));
}

// 1. The card.

const proven = ({ proof, place }) => {
  if (place) { return `${word('proof_at')} ${place.place} ${word('proof_of')} ${place.origin} (${place.size})`; }
  return word(proof ? 'proof_unchecked' : 'proof_none');
};

const showCard = () => {
  const list = by('card-list');
  const says = [
    ['body', card.body],
    ['days', `${day(card.opens)} ${word('to')} ${day(card.closes)}`],
    ['writing', `${day(card.writing)} ${word('to')} ${day(card.closes)}`],
    ['eligible', card.eligible],
    ['least', `${card.least_given} ${word('least_of')}`],
    ['issuers', card.issuers.length],
    ['ticket_page', card.ticket],
    ['send_page', card.send],
    ['mark', card.mark],
    ['proof', proven(card)],
  ];
  list.replaceChildren(...says.flatMap(([name, text]) => [make('dt', word(name)), make('dd', String(text), { className: name === 'mark' ? 'mono' : '' })]));
  by('card-promise').replaceChildren(...card.promise.map((line) => make('li', line)));
  reveal('card-says', true);
};

const readCard = step('card', {}, async () => {
  card = null;
  reveal('card-says', false);
  const found = await parseCard(by('card-text').value);
  const key = by('log-key').value.trim();
  card = key ? { ...found, place: await checkProof(found, key) } : found;
  showCard();
  if (by('matters').children.length === 0) { addMatter(); } else { nameMatters(); }
});

const demandCard = () => { if (!card) { throw new Refused('no_card'); } };

// 2. The request.

const askFor = step('ask', {}, async () => {
  demandCard();
  const asked = await request(card.purpose, card.issuerKeys);
  const kept = `${word('kept_note')}\n${await keptText(asked, card.issuers)}`;
  const fields = asked.blindings.flatMap(({ blinded }, at) => {
    const label = make('label', word(at === 0 ? 'request' : 'request_second'), { htmlFor: `request-${at}` });
    const field = Object.assign(document.createElement('textarea'), { id: `request-${at}`, rows: 4, readOnly: true, spellcheck: false, value: toText(blinded) });
    return [label, field];
  });
  by('requests').replaceChildren(...fields);
  by('kept').value = kept;
  by('kept-text').value = kept;
  offer('save-kept', kept);
  reveal('asked', true);
});

// 3. The ticket. Answers may be given in either order.

const finishWith = async ({ request: asked, issuerKeys }, answers) => {
  const orders = [answers, [...answers].reverse()];
  for (const order of orders) {
    try { return await finish(asked, issuerKeys, order); } catch (error) { if (order === orders.at(-1)) { throw error; } }
  }
  return null;
};

/** Draws the ticket for a telephone, with a white margin of four; a text too long for a square shows none. */
const drawTicket = (text) => {
  const rows = squareOf(text) ?? [];
  const side = rows.length + 8;
  const drawing = by('square').querySelector('svg');
  drawing.setAttribute('viewBox', `0 0 ${side} ${side}`);
  const dark = rows.flatMap((row, y) => row.map((one, x) => (one ? `M${x + 4} ${y + 4}h1v1h-1z` : '')));
  drawing.querySelector('path').setAttribute('d', dark.join(''));
  reveal('square', rows.length !== 0);
};

const openTicket = step('finish', { issuers: 'issuers_wrong', signature: 'answer_wrong' }, async () => {
  reveal('finished', false);
  const kept = await parseKept(by('kept-text').value);
  if (card && !isSame(kept.request.purpose.target, card.purpose.target)) { throw new Refused('kept_other'); }
  const answers = by('answers').value.split(/\s+/).filter(Boolean).map(fromText);
  const text = await tokenText(await finishWith(kept, answers));
  by('ticket').value = text;
  by('token').value = text;
  offer('save-ticket', text);
  drawTicket(text);
  reveal('finished', true);
});

// 4. The envelope.

const LISTS = { subject: 'subjects', content: 'contents', kind: 'kinds' };

const nameMatters = () => {
  for (const matter of by('matters').children) {
    matter.querySelector('legend').textContent = word('matter');
    for (const label of matter.querySelectorAll('label')) { label.firstChild.textContent = word(label.dataset.name); }
    for (const [name, list] of Object.entries(LISTS)) {
      const select = matter.querySelector(`[name=${name}]`);
      const chosen = select.value;
      select.replaceChildren(...card[list].map((one) => make('option', one[tongue], { value: one.value })));
      if (card[list].some((one) => one.value === chosen)) { select.value = chosen; }
    }
  }
};

const addMatter = () => {
  const field = (name, tag) => {
    const label = make('label', '');
    label.dataset.name = name;
    label.append(document.createTextNode(''), Object.assign(document.createElement(tag), tag === 'textarea' ? { name, rows: 5 } : { name }));
    return label;
  };
  const set = document.createElement('fieldset');
  set.append(make('legend', ''), field('subject', 'select'), field('content', 'select'), field('kind', 'select'), field('text', 'textarea'));
  const item = document.createElement('li');
  item.append(set);
  by('matters').append(item);
  nameMatters();
};

const written = () => [...by('matters').children].map((matter) => {
  const value = (name) => matter.querySelector(`[name=${name}]`).value;
  return { subject: value('subject'), content: value('content'), kind: value('kind'), text: value('text').trim() };
}).filter((matter) => matter.text);

const isSure = (opinions) => {
  const found = tells(opinions.map((matter) => matter.text).join('\n'));
  const wasAsked = !by('tells').hidden;
  by('tells').querySelector('ul').replaceChildren(...found.map((sign) => make('li', `“${sign}”`)));
  reveal('tells', found.length !== 0);
  return found.length === 0 || (wasAsked && by('sure').checked);
};

const sealUp = (isBlank) => step('seal', { issuers: 'issuers_token' }, async () => {
  demandCard();
  reveal('sealed', false);
  const token = await parseToken(by('token').value);
  const mark = await verifyToken(token, card.purpose, card.issuerKeys);
  const opinions = isBlank ? [] : written();
  if (!isBlank && opinions.length === 0) { throw new Refused('empty'); }
  if (!isBlank && !isSure(opinions)) { by('sure').focus(); return; }
  const receipt = await newReceipt();
  const content = isBlank ? new Uint8Array(0) : letter(receipt.digest, opinions);
  const text = await sealedText(token, await seal(card.desk, card.purpose, content));
  const lines = [['r_channel', card.channel], ['r_mark', toText(mark)], ['r_issuers', card.issuerKeys.length]];
  if (!isBlank) { lines.unshift(['r_code', receipt.code], ['r_board', receipt.board]); }
  by('envelope').value = text;
  by('send-to').textContent = card.send;
  by('receipt').textContent = lines.map(([name, value]) => `${word(name)}: ${value}`).join('\n');
  offer('save-envelope', text);
  offer('save-receipt', by('receipt').textContent);
  reveal('sealed', true);
})();

// The page.

const speak = () => {
  document.documentElement.lang = tongue;
  for (const one of document.querySelectorAll('[data-say]')) { one.textContent = word(one.dataset.say); }
  by('tongue').textContent = tongue === 'vi' ? 'English' : 'Tiếng Việt';
  by('tongue').lang = tongue === 'vi' ? 'en' : 'vi';
  if (card) { showCard(); nameMatters(); }
};

by('tongue').addEventListener('click', () => { tongue = tongue === 'vi' ? 'en' : 'vi'; speak(); });
by('read-card').addEventListener('click', readCard);
by('make').addEventListener('click', askFor);
by('end').addEventListener('click', openTicket);
by('add').addEventListener('click', step('seal', {}, async () => { demandCard(); addMatter(); }));
by('close').addEventListener('click', () => sealUp(false));
by('blank').addEventListener('click', () => sealUp(true));
speak();
reveal('unable', !isAble());
