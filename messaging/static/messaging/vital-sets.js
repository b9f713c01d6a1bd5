/** The vitals of a note, one or more sets: read, checked before sending, filled from a draft. */

import { at as moment, dayKey, time } from "shell/dates";
import { copyOf, part } from "messaging/parts";
import { VitalCell } from "messaging/vital-cell";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export class VitalSets {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    place.addEventListener("input", (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const cell = target.closest(".vital");
      if (cell) new VitalCell(cell).dress(target.matches("[data-vital-value]"));
    });
    place.addEventListener("keydown", (event) => this.#key(event));
    place.addEventListener("click", (event) => {
      const set = /** @type {HTMLElement} */ (event.target).closest('[data-part="remove-set"]')?.closest(".vital-set");
      set?.remove();
      if (set) place.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  /** Enter goes on to the next value, as the keypad's key says. @param {KeyboardEvent} event */
  #key(event) {
    const here = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || !here.matches("input")) return;
    event.preventDefault();
    const all = /** @type {HTMLElement[]} */ ([...this.place.querySelectorAll("[data-vital-value]")]).filter((one) => one.checkVisibility());
    if (here.matches("[data-vital-value]")) all[all.indexOf(here) + 1]?.focus();
  }

  get count() {
    return this.place.children.length;
  }

  /** @param {any} [given] a set as it is sent */
  add(given) {
    const set = copyOf("vital-set-template");
    const own = Math.random().toString(36).slice(2);
    for (const radio of set.querySelectorAll('input[type="radio"]')) {
      const input = /** @type {HTMLInputElement} */ (radio);
      input.name += `-${own}`;
      if (given && input.matches("[data-vital-condition]")) input.checked = input.value === given.condition;
    }
    part(set, "remove-set").hidden = this.count === 0;
    this.place.append(set);
    if (given) this.#fill(set, given);
  }

  /** @param {any[]} sets */
  fill(sets) {
    this.place.replaceChildren();
    for (const set of sets) this.add(set);
  }

  /** Everything that was entered, in the shape that is sent. */
  read() {
    return [...this.place.children].map((set) => this.#read(set)).filter((set) => Object.keys(set.values).length);
  }

  /** Says beside each value what is wrong. @returns {{wrong: HTMLElement[], unusual: string[]}} */
  check() {
    const judged = [...this.place.querySelectorAll(".vital")].map((element) => new VitalCell(element)).map((cell) => ({ cell, verdict: cell.judge() }));
    for (const one of judged) if (this.#isTurned(one.cell)) one.verdict = one.cell.refuse("not-below");
    const unusual = judged.filter(({ verdict }) => verdict === "low" || verdict === "high");
    const wrong = judged.filter(({ verdict }) => verdict && verdict !== "low" && verdict !== "high");
    return { wrong: wrong.map(({ cell }) => cell.input), unusual: unusual.map(({ cell }) => cell.told) };
  }

  /** Whether it is a lower pressure that is not below the upper one of its set. @param {VitalCell} lower */
  #isTurned(lower) {
    const other = lower.cell.dataset.vital === "dbp" && lower.cell.closest(".vital-set")?.querySelector('[data-vital="sbp"]');
    const upper = other && new VitalCell(other).number;
    return upper && lower.number ? lower.number >= upper : false;
  }

  /** @param {Element} set */
  #read(set) {
    const cells = [...set.querySelectorAll(".vital")].map((element) => [/** @type {HTMLElement} */ (element).dataset.vital, new VitalCell(element).read()]);
    return {
      at: this.#time(set),
      condition: /** @type {HTMLInputElement | null} */ (set.querySelector("[data-vital-condition]:checked"))?.value ?? "rest",
      comment: /** @type {HTMLInputElement} */ (set.querySelector("[data-vital-comment]")).value,
      values: Object.fromEntries(cells.filter(([, value]) => value)),
    };
  }

  /** The last time the clock showed this. @param {Element} set */
  #time(set) {
    const text = /** @type {HTMLInputElement} */ (set.querySelector("[data-vital-at]")).value;
    if (!text) return null;
    const [hours, minutes] = text.split(":").map(Number);
    const today = moment(dayKey(Date.now()), hours, minutes);
    return new Date(today).getTime() <= Date.now() + HOUR ? today : moment(dayKey(Date.now() - DAY), hours, minutes);
  }

  /** @param {HTMLElement} set @param {any} given */
  #fill(set, given) {
    if (given.at) /** @type {HTMLInputElement} */ (set.querySelector("[data-vital-at]")).value = time(given.at);
    /** @type {HTMLInputElement} */ (set.querySelector("[data-vital-comment]")).value = given.comment ?? "";
    for (const element of set.querySelectorAll(".vital")) {
      const value = given.values?.[/** @type {HTMLElement} */ (element).dataset.vital ?? ""];
      if (value) new VitalCell(element).fill(value);
    }
  }
}
