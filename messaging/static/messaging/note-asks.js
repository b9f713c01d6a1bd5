/** What one note asks of others: rows of to, purpose, text and hour; each becomes an entry of its own. */

import { uuid7 } from "shell/uuid7";
import { word } from "shell/words";
import { replyBy } from "messaging/composer-form";
import { copyOf, numberRows, part, say } from "messaging/parts";

export class NoteAsks {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
  }

  /** @returns {HTMLElement[]} */
  get rows() {
    return /** @type {HTMLElement[]} */ ([...this.place.children]);
  }

  /** @param {any} [given] as `read` gives it */
  add(given) {
    const row = copyOf("ask-template");
    row.dataset.id = given?.id ?? uuid7();
    for (const name of ["to", "purpose", "by", "text"]) if (given?.[name]) field(row, name).value = given[name];
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
    numberRows(this.rows);
  }

  /** As it stands on the page. */
  read() {
    return this.rows.map((row) => ({ id: row.dataset.id, ...Object.fromEntries(["to", "purpose", "by", "text"].map((name) => [name, field(row, name).value])) })).filter((one) => one.to || one.text.trim());
  }

  /** @param {any[]} asks */
  fill(asks) {
    this.place.replaceChildren();
    for (const one of asks) this.add(one);
  }

  /** @returns {HTMLElement[]} the rows in which something is missing */
  check() {
    return this.rows.filter((row) => {
      const [to, text] = [field(row, "to").value, field(row, "text").value.trim()];
      const wrong = Boolean(to) !== Boolean(text);
      say(part(row, "problem"), wrong ? word("ask-incomplete") : "");
      return wrong;
    });
  }

  /** In the shape that is sent. */
  body() {
    return this.read().map(({ id, to, purpose, by, text }) => {
      const [kind, who] = [to.split(":")[0], to.slice(to.indexOf(":") + 1)];
      return { id, purpose, text, to: [{ kind, id: who, reply_by: replyBy(by, "") }] };
    });
  }
}

/** @param {Element} row @param {string} name @returns {any} */
const field = (row, name) => row.querySelector(`[data-ask-field="${name}"]`);
