// Additions for browsers that run scripts; every page works without them.
document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest('[data-print]') : null;
  if (target) { event.preventDefault(); window.print(); }
});

// A refusal or a list of wrong fields takes the focus, so that a screen reader begins there.
document.querySelector('[data-focus]')?.focus();

// A key that unfolds a form leads into it: its first field takes the focus, once the browser has gone to the fragment.
addEventListener('load', () => {
  const unfolded = document.getElementById(location.hash.slice(1));
  if (!(unfolded instanceof HTMLDetailsElement && unfolded.open)) { return; }
  unfolded.querySelector('form input:not([type=hidden]), form select, form textarea')?.focus();
});

// The code of a receipt comes behind the mark that no browser sends: it is asked for in the body of a form, where no log keeps it.
for (const form of document.querySelectorAll('form[data-receipt]')) {
  const code = /^#((?:[0-9A-Z]{5}-){3}[0-9A-Z]{5})$/.exec(location.hash)?.[1];
  const field = form.querySelector('input[name=code]');
  if (!code || field.value) { continue; }
  field.value = code;
  form.requestSubmit();
}

// Words selected in the paragraph at hand go into the field of the quotation.
document.addEventListener('selectionchange', () => {
  const selection = document.getSelection();
  const words = selection?.anchorNode?.parentElement?.closest('[data-words]');
  const field = document.querySelector('textarea[name="quote"]');
  const text = selection?.toString().trim() ?? '';
  if (words && field && text && words.contains(selection.focusNode)) { field.value = text; }
});

// A single key presses the button or link that shows it; never while somebody types, never with another key.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) { return; }
  const from = event.target instanceof Element ? event.target : null;
  if (from?.closest('input, textarea, select, [contenteditable]')) { return; }
  const key = event.key.toLowerCase();
  const target = [...document.querySelectorAll('[data-key]')].find((one) => one.dataset.key === key);
  if (!target) { return; }
  event.preventDefault();
  if (target.matches('input')) { target.focus(); } else { target.click(); }
});

// A part of a page that needs more brings its own module, from this site only.
for (const part of document.querySelectorAll('[data-module]')) {
  const address = new URL(part.dataset.module, location.origin);
  if (address.origin === location.origin) { import(address.href).then((module) => module.start(part)); }
}

// What is asked about the wording of a field follows the words while they are typed; the list below the field is as the
// server makes it. Nothing is kept there, and an answer to older words is thrown away.
for (const form of document.querySelectorAll('form[data-asks]')) {
  for (const field of form.querySelectorAll('textarea, input[type=text], input:not([type])')) { follow(form.dataset.asks, field); }
}

function follow(address, field) {
  let waiting = 0;
  let asked = new AbortController();
  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const body = new URLSearchParams({ field: field.name, text: field.value });
    try {
      const answer = await fetch(address, { method: 'POST', body, signal: asked.signal });
      if (answer.ok) { showQuestions(field, await answer.json()); }
    } catch { /* The next letter asks again; after saving the page shows them in any case. */ }
  };
  field.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(ask, 300); });
}

function showQuestions(field, { asked, lead, stated }) {
  const box = field.closest('.field');
  let list = box.querySelector('.lint');
  if (!list) { list = document.createElement('div'); list.className = 'lint'; box.append(list); }
  list.hidden = asked.length === 0 && lead === '';
  const items = asked.map((one) => {
    const item = document.createElement('li');
    const words = document.createElement('button');
    Object.assign(words, { type: 'button', className: 'bare', textContent: `“${one.words}”` });
    words.addEventListener('click', () => { field.focus(); field.setSelectionRange(one.start, one.end); });
    item.append(words, ` ${one.question}`);
    return item;
  });
  const head = document.createElement('p');
  head.textContent = lead;
  const all = document.createElement('ol');
  all.append(...items);
  list.replaceChildren(head, all);
  showStated(box, stated);
}

// What each paragraph states, and what is not seen in it. Whoever folded the list away keeps it so.
function showStated(box, { paragraphs, lead }) {
  let part = box.querySelector('.stated');
  if (!part) {
    if (paragraphs.length === 0) { return; }
    part = document.createElement('details');
    Object.assign(part, { className: 'stated', open: true });
    box.append(part);
  }
  part.hidden = paragraphs.length === 0;
  const head = document.createElement('summary');
  head.textContent = lead;
  const all = document.createElement('ul');
  all.append(...paragraphs.map((one) => {
    const item = document.createElement('li');
    const words = document.createElement('q');
    words.textContent = one.words;
    const missing = document.createElement('b');
    missing.textContent = one.missing;
    item.append(words, ` ${one.stated} `, missing);
    return item;
  }));
  part.replaceChildren(head, all);
}
