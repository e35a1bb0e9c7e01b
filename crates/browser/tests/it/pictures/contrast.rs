//! The contrast of the design's tokens as the browser computes them: WCAG's 4.5 for words, 3 for the borders of controls.

use browser::Browser;
use serde_json::Value;

/// Measures every pair in the page itself, so that `light-dark()` and the wish of the reader take part.
const MEASURE: &str = r#"
const probe = document.body.appendChild(document.createElement('i'));
const channel = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
const light = name => {
  probe.style.color = `var(${name})`;
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g);
  if (!parts || !getComputedStyle(document.documentElement).getPropertyValue(name).trim()) return null;
  const [r, g, b] = parts.map(Number);
  return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
};
const ratio = (one, other) => {
  const [a, b] = [light(one), light(other)];
  return a === null || b === null ? 0 : (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
};
const grounds = ['--paper', '--sheet', '--sunken', '--raised'];
const wanted = [];
for (const word of ['--ink', '--ink-2', '--ink-3', '--son', '--cham', '--dong', '--hoe'])
  for (const ground of grounds) wanted.push([word, ground, 4.5]);
for (const own of ['--son', '--cham', '--dong', '--hoe']) wanted.push([own, own + '-bg', 4.5]);
wanted.push(['--on-fill', '--son-fill', 4.5], ['--ink', '--mark', 4.5]);
for (const ground of ['--paper', '--sheet', '--raised']) wanted.push(['--rule-2', ground, 3], ['--focus', ground, 3]);
const failed = wanted.map(([a, b, least]) => [a, b, least, ratio(a, b)]).filter(([, , least, found]) => found < least);
probe.remove();
return failed.map(([a, b, least, found]) => `${a} on ${b}: ${found.toFixed(2)}, not ${least}`);
"#;

/// Demands that every pair of the design stands out as far as it must.
pub async fn holds(browser: &Browser, path: &str, is_dark: bool) {
    let failed = browser.ask(MEASURE).await;
    assert_eq!(failed, Value::Array(Vec::new()), "{path}, dark: {is_dark}");
    let scheme = "return matchMedia('(prefers-color-scheme: dark)').matches";
    assert_eq!(browser.ask(scheme).await, Value::Bool(is_dark));
}
