/** The composer's form as one value: what is written, kept as a draft, filled again, and made ready to send. */

import { at, dayKey } from "shell/dates";
import { part } from "messaging/parts";
import { Picker } from "messaging/picker";

const DAY = 86_400_000;
const LETTERS = ["s", "o", "a", "p"];

/** The moment an answer is asked for. @param {string} choice @param {string} other "2026-11-21T18:00" @param {number} [now] */
export function replyBy(choice, other, now = Date.now()) {
  if (choice === "other") return other ? `${other}:00+09:00` : null;
  const [days, hour] = { today: [0, 18], "tomorrow-noon": [1, 12], tomorrow: [1, 18], "three-days": [3, 18] }[choice] ?? [-1, 0];
  return days < 0 ? null : at(dayKey(now + days * DAY), hour);
}

/** Whether somebody has to be chosen first: an order for everybody would be anybody's to carry out. @param {string} purpose @param {string[]} to */
export function lacksAddressee(purpose, to) {
  return purpose === "order" && to.length === 0;
}

export class ComposerForm {
  /** @param {HTMLFormElement} form @param {() => void} changed */
  constructor(form, changed) {
    this.form = form;
    this.to = new Picker(/** @type {HTMLElement} */ (form.querySelector('[data-picker="to"]')), changed);
    this.mentions = new Picker(/** @type {HTMLElement} */ (form.querySelector('[data-picker="mentions"]')), changed);
    this.reply = /** @type {{id: string, text: string} | null} */ (null);
    /** @type {any} photos and files */
    this.files = form.querySelector("care-attachments");
  }

  /** @param {string} name @returns {any} */
  field(name) {
    return this.form.elements.namedItem(name);
  }

  get soap() {
    return this.field("soap").checked;
  }

  get purpose() {
    return this.field("purpose").value;
  }

  /** Shows what belongs to the modes chosen. */
  dress() {
    part(this.form, "soap-fields").hidden = !this.soap;
    part(this.form, "free").hidden = this.soap;
    this.field("reply-by-at").hidden = this.field("reply-by").value !== "other";
    part(this.form, "replying").hidden = !this.reply;
    part(this.form, "replying-text").textContent = this.reply?.text ?? "";
    this.form.dataset.purpose = this.purpose;
    this.#dressAddressee();
  }

  #dressAddressee() {
    const [team, nobody] = this.to.blanks;
    const ordering = this.purpose === "order";
    team.hidden = team.disabled = ordering;
    nobody.hidden = nobody.disabled = !ordering;
    if (!this.to.select.value) (ordering ? nobody : team).selected = true;
    if (!lacksAddressee(this.purpose, this.to.chosen)) this.#tellAddressee(false);
  }

  /** @param {boolean} isNeeded */
  #tellAddressee(isNeeded) {
    part(this.form, "to-needed").hidden = !isNeeded;
    this.to.select.setAttribute("aria-invalid", String(isNeeded));
  }

  /** Whether it may be sent as far as its addressee goes; else that is told beside the list. */
  checkAddressee() {
    const lacking = lacksAddressee(this.purpose, this.to.chosen);
    this.#tellAddressee(lacking);
    if (lacking) this.to.select.focus();
    return !lacking;
  }

  /** @param {string} purpose */
  #choose(purpose) {
    const radios = /** @type {HTMLInputElement[]} */ ([...this.form.querySelectorAll('[name="purpose"]')]);
    for (const radio of radios) radio.checked = radio.value === purpose;
  }

  /** Replies to an entry; with `order` by an order, for the profession of whoever wrote it. @param {{id: string, text: string, order?: {id: string, profession: string} | null}} reply */
  answer({ id, text, order = null }) {
    this.reply = { id, text };
    if (!order) return;
    this.#choose("order");
    this.to.fill([`role:${order.profession}`]);
    if (!this.to.chosen.length) this.to.fill([`person:${order.id}`]);
  }

  /** Everything, as it stands. */
  read() {
    return {
      purpose: this.purpose,
      soap: this.soap,
      text: this.field("text").value,
      letters: Object.fromEntries(LETTERS.map((letter) => [letter, this.field(`soap-${letter}`).value])),
      to: this.to.chosen,
      mentions: this.mentions.chosen,
      by: this.field("reply-by").value,
      byAt: this.field("reply-by-at").value,
      reply: this.reply,
      attachments: this.files.state,
    };
  }

  /** @param {ReturnType<ComposerForm["read"]>} written */
  fill(written) {
    this.#choose(written.purpose);
    this.field("soap").checked = written.soap;
    this.field("text").value = written.text;
    for (const letter of LETTERS) this.field(`soap-${letter}`).value = written.letters[letter] ?? "";
    this.to.fill(written.to);
    this.mentions.fill(written.mentions);
    this.field("reply-by").value = written.by;
    this.field("reply-by-at").value = written.byAt;
    this.reply = written.reply;
    this.files.fill(written.attachments);
    this.dress();
  }

  /** Fills from an entry as it was sent, to be corrected. @param {any} body */
  fillFrom(body) {
    const key = (/** @type {any} */ one) => `${one.kind}:${one.id}`;
    const to = body.to.filter((/** @type {any} */ one) => one.kind !== "team");
    this.fill({ purpose: body.purpose, soap: Boolean(body.soap), text: body.text, letters: body.soap ?? {}, to: to.map(key), mentions: body.mentions.map(key), by: "", byAt: "", reply: body.in_reply_to ? { id: body.in_reply_to, text: "…" } : null, attachments: body.attachments ?? [] });
  }

  clear() {
    this.form.reset();
    this.reply = null;
    this.to.fill([]);
    this.mentions.fill([]);
    this.files.clear();
    this.dress();
  }

  get empty() {
    const { text, letters } = this.read();
    return !this.files.count && !(this.soap ? Object.values(letters).join("") : text).trim();
  }

  /** The body of the post, without id and clock. */
  body() {
    const written = this.read();
    const by = replyBy(written.by, written.byAt);
    const to = this.to.read().map((one) => ({ ...one, reply_by: by }));
    return {
      kind: "note",
      purpose: written.purpose,
      text: written.soap ? "" : written.text,
      soap: written.soap ? written.letters : null,
      vitals: [],
      to: to.length ? to : [{ kind: "team", id: "", reply_by: by }],
      mentions: this.mentions.read(),
      in_reply_to: written.reply?.id ?? null,
      attachments: this.files.read(),
    };
  }
}
