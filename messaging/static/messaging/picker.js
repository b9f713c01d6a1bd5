/** A list to choose from, and what was chosen as chips that a tap takes away. */

import { copyOf, part } from "messaging/parts";

export class Picker {
  /** @param {HTMLElement} place @param {() => void} changed */
  constructor(place, changed) {
    this.place = place;
    this.changed = changed;
    this.select = /** @type {HTMLSelectElement} */ (part(place, "choose"));
    /** @type {string[]} */
    this.chosen = [];
    this.select.addEventListener("change", () => {
      if (this.select.value && !this.chosen.includes(this.select.value)) this.fill([...this.chosen, this.select.value]);
      this.select.value = "";
      changed();
    });
  }

  /** What stands there while nothing is being chosen. */
  get blanks() {
    return [...this.select.options].filter((option) => !option.value);
  }

  /** @returns {{kind: string, id: string}[]} */
  read() {
    return this.chosen.map((value) => ({ kind: value.split(":")[0], id: value.slice(value.indexOf(":") + 1) }));
  }

  /** @param {string[]} values "role:nurse", "person:<uuid>" */
  fill(values) {
    const options = [...this.select.options];
    this.chosen = values.filter((value) => options.some((option) => option.value === value));
    part(this.place, "chosen").replaceChildren(...this.chosen.map((value) => this.#chip(value, options.find((option) => option.value === value)?.text ?? "")));
  }

  /** @param {string} value @param {string} label */
  #chip(value, label) {
    const item = copyOf("chosen-template");
    part(item, "label").textContent = label;
    item.querySelector("button")?.addEventListener("click", () => {
      this.fill(this.chosen.filter((one) => one !== value));
      this.changed();
      this.select.focus();
    });
    return item;
  }
}
