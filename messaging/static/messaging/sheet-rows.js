/** The rows of a repeating group: added, begun with what stays the same, taken away. */

import { numberRows, part } from "messaging/parts";

let made = 0;

export class SheetRows {
  /** @param {HTMLElement} question */
  constructor(question) {
    this.question = question;
    this.place = /** @type {HTMLElement} */ (part(question, "rows"));
  }

  /** @returns {HTMLElement[]} */
  get all() {
    return /** @type {HTMLElement[]} */ ([...this.place.children]);
  }

  clear() {
    this.place.replaceChildren();
  }

  /** @param {Record<string, string>} [past] what each question of the row said last time */
  add(past = {}) {
    const template = /** @type {HTMLTemplateElement} */ (this.question.querySelector(":scope > template"));
    const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    made += 1;
    for (const radio of row.querySelectorAll('input[type="radio"]')) /** @type {HTMLInputElement} */ (radio).name += `-${made}`;
    for (const select of row.querySelectorAll("[data-sites]")) fillSites(select);
    for (const [linkId, text] of Object.entries(past)) {
      const foot = row.querySelector(`[data-question="${CSS.escape(linkId)}"] > .question-past`);
      foot?.removeAttribute("hidden");
      if (foot) part(foot, "past").textContent = text;
    }
    this.place.append(row);
    this.#number();
    return row;
  }

  /** @param {Element} row */
  remove(row) {
    row.remove();
    this.#number();
  }

  #number() {
    numberRows(this.all);
  }
}

/** The places of the body, kept once in the page for all of its fields. @param {Element} select */
export function fillSites(select) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("site-options"));
  const groups = template.content.querySelectorAll("optgroup");
  if (!select.querySelector("optgroup")) select.append(...[...groups].map((group) => group.cloneNode(true)));
}
