/** One wound: what was measured gives the codes of size and pocket, and the codes give the total. */

import { word } from "shell/words";
import { missing, notation, pocketCode, sizeCode } from "messaging/design-r";
import { part, say } from "messaging/parts";
import { fillAnswer } from "messaging/sheet-answer";
import { SheetForm } from "messaging/sheet-form";

const SIDES = ["length", "width", "pocket_length", "pocket_width"];

/** @param {HTMLElement} row @param {string} [changed] the link id of what was just entered */
export function dressWound(row, changed = "") {
  const form = new SheetForm(row);
  if (changed === "length" || changed === "width") compute(form, "size", 2);
  if (SIDES.includes(changed)) compute(form, "pocket", 4);
  const codes = Object.fromEntries(Object.entries(form.read()).map(([linkId, { value }]) => [linkId, String(value ?? "")]));
  say(part(row, "design"), notation(codes));
  const lacking = missing(codes);
  const begun = lacking.length < 7;
  say(part(row, "design-missing"), begun && lacking.length ? word("design-missing", { items: lacking.map((item) => letterOf(form, item)).join("・") }) : "");
}

/** @param {SheetForm} form @param {string} linkId @param {number} sides how many of the four it takes */
function compute(form, linkId, sides) {
  const answers = form.read();
  const measured = SIDES.slice(0, sides).map((side) => Number(answers[side]?.value ?? NaN));
  const question = form.find(linkId);
  if (!question || measured.some(Number.isNaN)) return;
  const [length, width, pocketLength, pocketWidth] = measured;
  const code = sides === 2 ? sizeCode(length, width) : pocketCode(length, width, pocketLength, pocketWidth);
  if (code) fillAnswer(question, { value: code });
}

/** "E" of "E 滲出液" @param {SheetForm} form @param {string} linkId */
const letterOf = (form, linkId) => (form.find(linkId)?.dataset.label ?? linkId).slice(0, 1);
