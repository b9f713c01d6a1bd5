/** The sentences of this page, sent by the server in its language: `word("sent", {count: 3})`. */

/** @type {Record<string, string> | null} */
let known = null;

function read() {
  const element = globalThis.document?.getElementById("words");
  known = element ? JSON.parse(element.textContent ?? "{}") : {};
  return known;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] what stands in {braces}
 * @returns {string}
 */
export function word(key, values = {}) {
  const text = (known ?? read())?.[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
