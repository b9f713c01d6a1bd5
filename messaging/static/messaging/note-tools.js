/** The small helps of a form: today, now, as last time, another line, another row, the body map; and what they keep in order. */

import { at, dayKey, time } from "shell/dates";
import { addLine, chooseSites, chosenSites, dressQuestion, fillAnswer, stateOf } from "messaging/sheet-answer";
import { SheetForm } from "messaging/sheet-form";
import { SheetRows } from "messaging/sheet-rows";
import { dressWound } from "messaging/wound-row";

const DAY = 86_400_000;

export class NoteTools {
  /** @param {HTMLFormElement} form @param {SheetForm} sheet @param {import("messaging/body-map").BodyMap} map */
  constructor(form, sheet, map) {
    this.form = form;
    this.sheet = sheet;
    this.map = map;
    /** @type {HTMLElement | null} the field for which the map is open */
    this.siting = null;
    form.addEventListener("click", (event) => unpick(/** @type {HTMLElement} */ (event.target)));
    form.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Every list has a line to write in, every wound its total. */
  dress() {
    for (const question of this.form.querySelectorAll('[data-kind="lines"]')) {
      if (!question.querySelector("[data-line]")) addLine(/** @type {HTMLElement} */ (question));
    }
    for (const row of this.form.querySelectorAll('[data-question="wounds"] [data-row]')) dressWound(/** @type {HTMLElement} */ (row));
  }

  /** Something was entered. @param {HTMLElement} input */
  heard(input) {
    const question = /** @type {HTMLElement | null} */ (input.closest("[data-question]"));
    if (!question) return;
    if (input.matches("[data-state]")) fillAnswer(question, stateOf(question)?.value ? stateAnswer(question) : null);
    else if (stateOf(question)) this.#entered(question);
    if (input.matches("[data-exclusive], [type=checkbox]")) exclude(question, /** @type {HTMLInputElement} */ (input));
    if (input.matches("[data-sites]") && "several" in question.dataset) this.#site(question, /** @type {HTMLSelectElement} */ (input));
    dressQuestion(question);
    const row = /** @type {HTMLElement | null} */ (question.closest('[data-question="wounds"] [data-row]'));
    if (row) dressWound(row, question.dataset.question);
  }

  /** Who enters a value does not mean "not measured" any more. @param {HTMLElement} question */
  #entered(question) {
    const state = stateOf(question);
    if (state?.value) state.value = "";
  }

  /** @param {HTMLElement} question @param {HTMLSelectElement} select */
  #site(question, select) {
    if (select.value) chooseSites(question, [...new Set([...chosenSites(question), select.value])]);
    select.value = "";
  }

  /** @param {HTMLElement} target @returns {HTMLElement | null} what was changed by it */
  clicked(target) {
    const question = /** @type {HTMLElement | null} */ (target.closest("[data-question]"));
    const button = /** @type {HTMLElement | null} */ (target.closest("button"));
    if (!question || !button) return null;
    const { dataset } = button;
    if ("map" in dataset) this.#open(question);
    else if ("addLine" in dataset) addLine(question).focus();
    else if ("addRow" in dataset) return this.#addRow(question, button);
    else if ("day" in dataset) return this.#set(question, dayKey(Date.now() + Number(dataset.day) * DAY));
    else if ("now" in dataset) return this.now(question);
    else if (dataset.same) return this.#same(question, JSON.parse(dataset.same));
    else return this.#takeAway(question, button);
    return null;
  }

  /** @param {HTMLElement} question @param {HTMLElement} button */
  #takeAway(question, button) {
    const row = button.closest("[data-row]");
    if ("removeRow" in button.dataset && row) new SheetRows(/** @type {HTMLElement} */ (row.parentElement?.closest("[data-question]"))).remove(row);
    else if ("removeLine" in button.dataset) button.closest(".line")?.remove();
    else if (button.closest("[data-site]")) button.closest("[data-site]")?.remove();
    else return null;
    this.dress();
    return question;
  }

  /** @param {HTMLElement} question @param {HTMLElement} button */
  #addRow(question, button) {
    const { start = "{}", past = "" } = button.dataset;
    const rows = new SheetRows(question);
    const row = rows.add(past ? JSON.parse(past) : {});
    const answers = JSON.parse(start);
    if (question.dataset.question === "wounds") answers.number ??= { value: String(rows.all.length) };
    new SheetForm(row).fill(answers);
    this.dress();
    row.scrollIntoView({ block: "nearest" });
    if (button.dataset.start) button.hidden = true;
    return question;
  }

  /** @param {HTMLElement} question */
  now(question) {
    return this.#set(question, at(dayKey(Date.now()), ...clock()));
  }

  /** @param {HTMLElement} question @param {string} value */
  #set(question, value) {
    fillAnswer(question, { value });
    return question;
  }

  /** @param {HTMLElement} question @param {any} answer */
  #same(question, answer) {
    fillAnswer(question, answer);
    return question;
  }

  /** Puts a suggestion into a text, behind what stands there. @param {string} linkId @param {string} text */
  write(linkId, text) {
    const question = this.sheet.find(linkId);
    const input = /** @type {HTMLTextAreaElement | null | undefined} */ (question?.querySelector("[data-answer]"));
    if (!input || input.value.includes(text)) return;
    input.value = [input.value.trim(), text].filter(Boolean).join(" ").slice(0, input.maxLength);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {HTMLElement} question */
  #open(question) {
    this.siting = question;
    const select = /** @type {HTMLSelectElement} */ (question.querySelector("[data-sites]"));
    this.map.open("several" in question.dataset ? chosenSites(question) : [select.value].filter(Boolean));
  }

  /** A place was chosen on the map. @param {string} code */
  sited(code) {
    const select = /** @type {HTMLSelectElement | null | undefined} */ (this.siting?.querySelector("[data-sites]"));
    if (!select) return;
    select.value = code;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.focus();
  }

  /** Enter in a list begins the next line; words that are being chosen stay alone. @param {KeyboardEvent} event */
  #key(event) {
    const line = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (line.matches("input")) event.preventDefault(); // one line too many must not send the note
    if (line.matches("[data-line]")) addLine(/** @type {HTMLElement} */ (line.closest("[data-question]"))).focus();
    if (line.matches("[data-answer][enterkeyhint=next]")) nextOf(this.form, line)?.focus();
  }
}

/** @param {HTMLElement} question */
function stateAnswer(question) {
  const [state, reason] = (stateOf(question)?.value ?? "").split(":");
  return reason ? { state, reason } : { state };
}

/** 該当なし stands beside nothing else. @param {HTMLElement} question @param {HTMLInputElement} box */
function exclude(question, box) {
  if (!box.checked) return;
  const alone = "exclusive" in box.dataset;
  for (const other of question.querySelectorAll("input:checked")) {
    const input = /** @type {HTMLInputElement} */ (other);
    if (input !== box && (alone || "exclusive" in input.dataset)) input.checked = false;
  }
}

/** A second tap takes a choice back: what was not looked at must not look answered. @param {HTMLElement} target */
function unpick(target) {
  if (!(target instanceof HTMLInputElement) || target.type !== "radio" || !target.closest(".picks")) return;
  const again = target.dataset.picked === "yes";
  for (const radio of target.closest(".picks")?.querySelectorAll("input") ?? []) delete radio.dataset.picked;
  if (!again) {
    target.dataset.picked = "yes";
    return;
  }
  target.checked = false;
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {HTMLFormElement} form @param {HTMLElement} input */
function nextOf(form, input) {
  const all = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-answer], [data-vital-value]")]).filter((one) => one.checkVisibility());
  return all[all.indexOf(input) + 1];
}

/** @returns {[number, number]} hours and minutes of now, in Japan */
function clock() {
  const [hours, minutes] = time(Date.now()).split(":").map(Number);
  return [hours, minutes];
}

