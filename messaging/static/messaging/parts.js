/** Small words for templates: take a copy, find a named part, fill it with text. */

/** @param {string} id @returns {HTMLElement} */
export function copyOf(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/** @param {ParentNode} root @param {string} name @returns {any} */
export function part(root, name) {
  return root.querySelector(`[data-part="${name}"]`);
}

/** Shows a text, or hides its place when there is none. @param {HTMLElement | null} element @param {string | null | undefined} text */
export function say(element, text) {
  if (!element) return;
  if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
  element.hidden = !text;
}

/** @param {string} tag @param {string} className @param {string} [text] */
export function make(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Tells the rows of a list apart: 1, 2, 3 … also after one was taken away. @param {Iterable<Element>} rows */
export function numberRows(rows) {
  for (const [index, row] of [...rows].entries()) say(part(row, "row-number"), String(index + 1));
}
