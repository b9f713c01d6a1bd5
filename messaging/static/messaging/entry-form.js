/** A filled-in form as it is read: titles, lines, and what was not measured or not done told apart. */

import { word } from "shell/words";
import { make } from "messaging/parts";

const BRIEF = 6; // more lines than these are folded
const SBAR = /^sbar_/;

/** @type {Set<string>} entries that were opened, so that a live change does not fold them again */
const opened = new Set();

/**
 * Which sections and lines stand at first, and how many wait behind the button. What the doctor must
 * know stands in front of everything; when the visit was, at the end.
 * @typedef {{id?: string, label: string, text: string, state: string}} Line
 * @param {{sections: {title: string, lines: Line[]}[]}} form
 */
export function arranged(form) {
  const urgent = sbarOf(form);
  const rest = form.sections.map((section) => ({ ...section, lines: section.lines.filter((line) => !SBAR.test(line.id ?? "")) }));
  const calm = [...rest.filter((section) => !isHeader(section)), ...rest.filter(isHeader)].filter((section) => section.lines.length);
  let left = BRIEF;
  const rows = calm.map((section) => {
    const shown = Math.min(section.lines.length, Math.max(0, left));
    left -= section.lines.length;
    return { ...section, sbar: false, shown };
  });
  const first = urgent.length ? [{ title: "SBAR", lines: urgent, sbar: true, shown: urgent.length }] : [];
  return { rows: [...first, ...rows], hidden: Math.max(0, -left) };
}

/** Situation, background, assessment, recommendation. @param {{sections: {lines: Line[]}[]}} form @returns {Line[]} */
export const sbarOf = (form) => form.sections.flatMap((section) => section.lines).filter((line) => SBAR.test(line.id ?? ""));

/** @param {{lines: {id?: string}[]}} section */
const isHeader = (section) => section.lines.some((line) => line.id === "started_at");

/** @param {HTMLElement} place @param {any} entry */
export function fillForm(place, entry) {
  const form = entry.form;
  place.hidden = !form?.sections?.length;
  place.replaceChildren();
  if (place.hidden) return;
  const { rows, hidden } = arranged(form);
  // One line behind a button would be a button for nothing.
  const folded = hidden > 1 && !opened.has(entry.id);
  place.append(...rows.filter((row) => !folded || row.shown > 0).map((row) => section(row, folded)));
  if (hidden <= 1) return;
  const button = make("button", "button quiet small entry-more", word(folded ? "form-all" : "form-less", { count: hidden }));
  button.setAttribute("type", "button");
  button.setAttribute("aria-expanded", String(!folded));
  button.onclick = () => {
    if (folded) opened.add(entry.id);
    else opened.delete(entry.id);
    fillForm(place, entry);
    /** @type {HTMLElement | null} */ (place.querySelector(".entry-more"))?.focus({ preventScroll: true });
  };
  place.append(button);
}

/** @param {any} row @param {boolean} folded */
function section(row, folded) {
  const element = make("section", row.sbar ? "form-section sbar" : "form-section");
  if (row.title) element.append(make("h4", "form-title", row.title));
  const list = make("dl", "form-lines");
  for (const line of folded ? row.lines.slice(0, row.shown) : row.lines) list.append(lineOf(line));
  element.append(list);
  return element;
}

/** @param {{id?: string, label: string, text: string, state: string}} line */
function lineOf(line) {
  const pair = make("div", "form-line");
  pair.dataset.state = line.state;
  if (line.id === "content") pair.classList.add("main"); // what is ordered needs no label beside it
  pair.append(make("dt", "", line.label), make("dd", "keep-lines", line.text));
  return pair;
}
