/** One question of a form on the page: its answer read, filled, cleared. What a kind of question looks like is known here. */

import { dayKey, time } from "shell/dates";
import { plainNumber } from "messaging/numbers";
import { copyOf, part, say } from "messaging/parts";

/** @typedef {{value?: any, state?: string, reason?: string}} Answer */

/** Kinds that hold no answer of their own: they have classes of their own. */
export const ELSEWHERE = new Set(["rows", "vitals", "asks", "display", "group"]);

/** @param {Element} question @param {string} selector @returns {any[]} */
const all = (question, selector) => [...question.querySelectorAll(selector)];

/** @param {Element} question @returns {HTMLSelectElement | null} */
export const stateOf = (question) => question.querySelector(":scope > .question-state > [data-state]");

/** @param {HTMLElement} question @returns {Answer | null} */
export function readAnswer(question) {
  const state = stateOf(question)?.value;
  if (state) {
    const [code, reason] = state.split(":");
    return reason ? { state: code, reason } : { state: code };
  }
  const value = readValue(question);
  return value === null || value === "" || (Array.isArray(value) && !value.length) ? null : { value };
}

/** @param {HTMLElement} question @returns {any} */
function readValue(question) {
  const checked = () => all(question, "input:checked").map((input) => input.value);
  const input = /** @type {HTMLInputElement | null} */ (question.querySelector("[data-answer]"));
  switch (question.dataset.kind) {
    case "choice":
    case "scale":
      return checked()[0] ?? null;
    case "boolean":
      return checked().length ? checked()[0] === "true" : null;
    case "many":
      return checked();
    case "lines":
      return all(question, "[data-line]").map((line) => line.value.trim()).filter(Boolean);
    case "site":
      return "several" in question.dataset ? chosenSites(question) : question.querySelector("select")?.value;
    case "number":
      return plainNumber(input?.value ?? "");
    case "datetime":
      return input?.value ? `${input.value}:00+09:00` : null;
    default:
      return input?.value.trim() ? input.value : null;
  }
}

/** @param {HTMLElement} question @param {Answer | null} answer */
export function fillAnswer(question, answer) {
  const state = stateOf(question);
  if (state) state.value = answer?.state ? [answer.state, answer.reason].filter(Boolean).join(":") : "";
  fillValue(question, answer?.state ? null : answer?.value ?? null);
  dressQuestion(question);
}

/** @param {HTMLElement} question @param {any} value */
function fillValue(question, value) {
  const given = [value ?? []].flat().map(String);
  const input = /** @type {HTMLInputElement | null} */ (question.querySelector("[data-answer]"));
  switch (question.dataset.kind) {
    case "choice":
    case "scale":
    case "boolean":
    case "many":
      for (const box of all(question, "input")) {
        box.checked = given.includes(box.value);
        delete box.dataset.picked;
      }
      return;
    case "lines":
      part(question, "lines").replaceChildren();
      for (const line of [...given, ""]) addLine(question, line);
      return;
    case "site":
      if ("several" in question.dataset) chooseSites(question, given);
      else /** @type {HTMLSelectElement} */ (question.querySelector("select")).value = value ?? "";
      return;
    case "datetime":
      if (input) input.value = value ? `${dayKey(value)}T${time(value)}` : "";
      return;
    default:
      if (input) input.value = value ?? "";
  }
}

/** Shows a state in words, and that the value does not count meanwhile. @param {HTMLElement} question */
export function dressQuestion(question) {
  const state = stateOf(question);
  if (state) {
    question.classList.toggle("without", state.value !== "");
    say(question.querySelector(':scope > [data-part="told"]'), state.value && state.selectedOptions[0].text);
  }
  explain(question, "");
}

/** @param {HTMLElement} question @param {string} sentence */
export function explain(question, sentence) {
  say(question.querySelector(':scope > [data-part="problem"]'), sentence);
  for (const input of all(question, "[data-answer]")) input.setAttribute("aria-invalid", String(sentence !== ""));
}

/** Where the keyboard goes when something is wrong with it. @param {Element} question @returns {HTMLElement | null} */
export const firstControl = (question) =>
  question.querySelector("input:checked, [data-answer], [data-line], [data-sites], input, select, textarea, button");

/** @param {HTMLElement} question @param {string} [text] @returns {HTMLInputElement} */
export function addLine(question, text = "") {
  const line = /** @type {HTMLTemplateElement} */ (question.querySelector("template")).content.firstElementChild?.cloneNode(true);
  const element = /** @type {HTMLElement} */ (line);
  const input = /** @type {HTMLInputElement} */ (element.querySelector("[data-line]"));
  input.value = text;
  part(question, "lines").append(element);
  return input;
}

/** @param {HTMLElement} question @returns {string[]} */
export const chosenSites = (question) => all(question, "[data-site]").map((item) => item.dataset.site);

/** @param {HTMLElement} question @param {string[]} codes */
export function chooseSites(question, codes) {
  const options = /** @type {HTMLSelectElement} */ (question.querySelector("select")).options;
  const items = codes.map((code) => {
    const item = copyOf("chosen-template");
    item.dataset.site = code;
    part(item, "label").textContent = [...options].find((option) => option.value === code)?.text ?? code;
    return item;
  });
  part(question, "chosen").replaceChildren(...items);
}

/** The answer as the person sees it, for the note while it is still on this device. @param {HTMLElement} question @returns {string} */
export function toldAnswer(question) {
  const answer = readAnswer(question);
  if (!answer) return "";
  if (answer.state) return stateOf(question)?.selectedOptions[0].text ?? "";
  const labels = all(question, ".pick:has(input:checked)").map((label) => wordsOf(label));
  if (labels.length) return [labels.join("、"), question.dataset.kind === "scale" ? question.dataset.unit : ""].join("");
  if (question.dataset.kind === "site") {
    const select = /** @type {HTMLSelectElement} */ (question.querySelector("select"));
    return [answer.value].flat().map((code) => [...select.options].find((option) => option.value === code)?.text).join("、");
  }
  if (question.dataset.kind === "datetime") return `${dayKey(answer.value)} ${time(answer.value)}`;
  return `${[answer.value].flat().join("、")} ${question.dataset.unit ?? ""}`.trim();
}

/** Text without the readings above it. @param {Element} element */
function wordsOf(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const reading of copy.querySelectorAll("rt")) reading.remove();
  return copy.textContent?.trim() ?? "";
}

