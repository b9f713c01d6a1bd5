/** One measure in a set: its value, its state, its options; read, judged, filled. */

import { word } from "shell/words";
import { judge, plainNumber } from "messaging/numbers";
import { part, say } from "messaging/parts";

/** @typedef {"" | "number" | "impossible" | "choice" | "air" | "not-below" | "low" | "high"} Verdict */

export class VitalCell {
  /** @param {Element} cell */
  constructor(cell) {
    this.cell = /** @type {HTMLElement} */ (cell);
    this.input = /** @type {HTMLInputElement} */ (cell.querySelector("[data-vital-value]"));
    this.choice = /** @type {HTMLSelectElement} */ (cell.querySelector("[data-vital-state]"));
  }

  get told() {
    return `${this.cell.dataset.label} ${this.input.value} ${this.cell.dataset.unit}`.trim();
  }

  /** Says what is wrong beside the value. @returns {Verdict} */
  judge() {
    const verdict = this.#verdict();
    const { hardLow = "", hardHigh = "" } = this.cell.dataset;
    const sentences = { number: word("vital-number"), impossible: word("vital-impossible", { low: hardLow, high: hardHigh }), choice: word("vital-choice", { choices: this.#choices.join("・") }), air: word("vital-air") };
    const sentence = sentences[/** @type {keyof typeof sentences} */ (verdict)] ?? "";
    this.explain(sentence);
    return verdict;
  }

  /** @returns {Verdict} */
  #verdict() {
    const text = plainNumber(this.input.value);
    if (!text || this.choice.value) return "";
    const { hardLow = "", hardHigh = "", softLow = "", softHigh = "" } = this.cell.dataset;
    const verdict = judge(text, { hardLow, hardHigh, softLow, softHigh });
    if (verdict === "number" || verdict === "impossible") return verdict;
    if (this.#choices.length && !this.#choices.includes(text)) return "choice";
    return this.#asksAir && !this.#air ? "air" : verdict;
  }

  /** As a number; null when there is none. */
  get number() {
    const text = this.choice.value ? "" : plainNumber(this.input.value);
    return text && Number.isFinite(Number(text)) ? Number(text) : null;
  }

  /** For a reason that its neighbours give. @param {"not-below"} verdict @returns {Verdict} */
  refuse(verdict) {
    this.explain(word(`vital-${verdict}`));
    return verdict;
  }

  get #choices() {
    return (this.cell.dataset.choices ?? "").split(" ").filter(Boolean);
  }

  get #asksAir() {
    return this.cell.querySelector('[data-vital-option="air"]') !== null;
  }

  get #air() {
    return /** @type {HTMLInputElement | null} */ (this.cell.querySelector('[data-vital-option="air"]:checked'))?.value ?? "";
  }

  /** @param {string} sentence */
  explain(sentence) {
    say(part(this.cell, "problem"), sentence);
    this.input.setAttribute("aria-invalid", String(sentence !== ""));
  }

  /** Shows the options that belong to what was entered. @param {boolean} [typed] the value itself was just typed */
  dress(typed = false) {
    if (typed && this.input.value) this.choice.value = "";
    if (this.choice.value) this.input.value = "";
    this.cell.classList.toggle("filled", this.input.value.trim() !== "");
    this.cell.classList.toggle("unable", this.choice.value === "unable");
    this.cell.classList.toggle("without", this.choice.value !== "");
    say(part(this.cell, "told"), this.choice.value && this.choice.selectedOptions[0].text);
    for (const option of this.cell.querySelectorAll("[data-with-oxygen]")) option.toggleAttribute("hidden", this.#air !== "oxygen");
    if (!this.input.value && this.choice.value !== "unable") this.#details?.removeAttribute("open");
    this.explain("");
  }

  get #details() {
    return this.cell.querySelector(".vital-details");
  }

  /** What is sent, or null when nothing was entered. @returns {any} */
  read() {
    const [state, detail] = this.choice.value.split(":");
    if (state === "not-done") return { state, reason: detail };
    if (state === "unable") return { state, ...this.#options(true) };
    const value = state === "word" ? detail : plainNumber(this.input.value);
    return value ? { value, ...this.#options(false) } : null;
  }

  /** @param {boolean} unable */
  #options(unable) {
    /** @type {Record<string, any>} */
    const found = {};
    for (const input of this.#inputs("[data-vital-option]")) {
      if (input.closest("label")?.hidden || (input.type === "radio" && !input.checked)) continue;
      const text = input.inputMode === "decimal" ? plainNumber(input.value) : input.value.trim();
      if (text && unable === Boolean(input.closest("[data-when-unable]"))) found[input.dataset.vitalOption ?? ""] = text;
    }
    for (const input of unable ? [] : this.#inputs("[data-vital-flag]:checked")) (found[input.dataset.vitalFlag ?? ""] ??= []).push(input.value);
    return found;
  }

  /** @param {any} value */
  fill(value) {
    const isWord = [...this.choice.options].some((option) => option.value === `word:${value.value}`);
    if (value.state === "not-done") this.choice.value = `not-done:${value.reason}`;
    else if (value.state === "unable") this.choice.value = "unable";
    else if (isWord) this.choice.value = `word:${value.value}`;
    else this.input.value = String(value.value ?? "");
    for (const input of this.#inputs("[data-vital-option]")) {
      const given = String(value[input.dataset.vitalOption ?? ""] ?? "");
      if (input.type === "radio") input.checked = input.value === given;
      else input.value = given;
    }
    for (const input of this.#inputs("[data-vital-flag]")) input.checked = [value[input.dataset.vitalFlag ?? ""]].flat().includes(input.value);
    this.cell.closest("details")?.setAttribute("open", "");
    if (this.#inputs("[data-vital-option]").some((input) => input.type !== "radio" && input.value)) this.#details?.setAttribute("open", "");
    this.dress();
  }

  /** @param {string} selector */
  #inputs(selector) {
    return /** @type {HTMLInputElement[]} */ ([...this.cell.querySelectorAll(selector)]);
  }
}
