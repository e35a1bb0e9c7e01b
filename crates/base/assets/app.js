// Additions for browsers that run scripts; every page works without them.
document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target.closest('[data-print]') : null;
  if (target) { event.preventDefault(); window.print(); }
});

// A refusal or a list of wrong fields takes the focus, so that a screen reader begins there.
document.querySelector('[data-focus]')?.focus();
