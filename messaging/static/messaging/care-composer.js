/** <care-composer room>: writes entries. Every keystroke is kept, sending never waits for the network. */

import { ask } from "shell/shell";
import { uuid7 } from "shell/uuid7";
import { word } from "shell/words";
import { ComposerForm } from "messaging/composer-form";
import { deviceId, nextCount } from "messaging/device";
import { part, say } from "messaging/parts";
import { dropDraft, keepDraft, outbox, readDraft } from "messaging/session";

class CareComposer extends HTMLElement {
  connectedCallback() {
    this.room = this.getAttribute("room") ?? "";
    const form = /** @type {HTMLFormElement} */ (part(this, "form"));
    this.form = new ComposerForm(form, () => this.#keep());
    this.form.dress();
    form.addEventListener("input", () => this.#changed());
    form.addEventListener("change", () => this.#changed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#send();
    });
    form.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", (event) => this.#clicked(/** @type {HTMLElement} */ (event.target)));
    document.addEventListener("composer:reply", (event) => this.#reply(/** @type {CustomEvent} */ (event).detail));
    document.addEventListener("composer:fill", (event) => this.#fill(/** @type {CustomEvent} */ (event).detail.body));
    document.addEventListener("room:closed", () => this.remove());
    void this.#restore();
  }

  async #restore() {
    const draft = await readDraft(this.room ?? "");
    if (!draft || !this.form?.empty) return;
    this.form.fill(draft.written);
    this.#open();
    say(part(this, "saved"), word("draft-found"));
  }

  #changed() {
    this.form?.dress();
    this.#problem("");
    this.#keep();
  }

  /** Keeps the newest state; a slower earlier write never overtakes a later one. */
  #keep() {
    if (this.sending || !this.form) return;
    const written = this.form.read();
    const nothing = this.form.empty && !written.reply;
    this.keeping = (this.keeping ?? Promise.resolve()).then(async () => {
      const kept = nothing ? (await dropDraft(this.room ?? ""), false) : await keepDraft({ id: this.room ?? "", written });
      say(part(this, "saved"), kept ? word("draft-kept") : "");
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.#send();
  }

  /** @param {HTMLElement} target */
  #clicked(target) {
    const opener = /** @type {HTMLElement | null} */ (target.closest("[data-open]"));
    if (opener && this.form) {
      if (opener.dataset.open === "visit-note") this.form.field("visit").checked = true;
      this.#open(opener.dataset.open === "visit-note" ? "[data-vital-value]" : "textarea");
    }
    if (target.closest('[data-part="fold"]')) this.#fold();
    if (target.closest('[data-part="add-set"]')) this.form?.sets.add();
    if (target.closest('[data-part="stop-replying"]') && this.form) {
      this.form.reply = null;
      this.#changed();
    }
  }

  /** @param {string} [focus] */
  #open(focus) {
    part(this, "closed").hidden = true;
    part(this, "form").hidden = false;
    document.documentElement.dataset.composing = "true";
    this.form?.dress();
    if (focus) /** @type {HTMLElement | null} */ (this.querySelector(`[data-part="form"] ${focus}`))?.focus();
  }

  #fold() {
    part(this, "form").hidden = true;
    delete document.documentElement.dataset.composing;
    part(this, "closed").hidden = false;
    const invite = this.querySelector(".composer-invite span");
    if (invite) invite.textContent = word(this.form?.empty ? "compose" : "compose-on");
    /** @type {HTMLElement | null} */ (this.querySelector(".composer-invite"))?.focus();
  }

  /** @param {{id: string, text: string}} reply */
  #reply(reply) {
    if (!this.form) return;
    this.form.reply = reply;
    this.#open("textarea");
    this.#keep();
  }

  /** @param {any} body */
  #fill(body) {
    this.form?.fillFrom(body);
    this.#open("textarea");
    this.#keep();
  }

  async #send() {
    if (this.sending || !this.form) return;
    if (this.form.empty) return this.#problem(word("nothing-written"));
    const { wrong, unusual } = this.form.visit ? this.form.sets.check() : { wrong: [], unusual: [] };
    if (wrong.length) {
      wrong[0].focus();
      return this.#problem(word("look-at-vitals"));
    }
    if (unusual.length && !(await ask(word("unusual-question", { values: unusual.join("\n") }), word("values-right")))) return undefined;
    return this.#hand(unusual.length > 0);
  }

  /** Hands the entry to the outbox, which keeps it on the device; only then the form is emptied. @param {boolean} confirmed */
  async #hand(confirmed) {
    this.sending = true;
    try {
      const id = uuid7();
      const reply = this.form?.reply?.id;
      const body = { id, ...this.form?.body(), soft_confirmed: confirmed, captured_at: new Date().toISOString(), device: deviceId(), counter: nextCount() };
      await outbox.add({ id, room: this.room ?? "", url: `/rooms/${this.room}/entries`, body, dependsOn: reply ? [reply] : [], order: Date.now() });
      await this.keeping;
      await dropDraft(this.room ?? "");
      this.form?.clear();
      say(part(this, "saved"), "");
      this.#fold();
    } finally {
      this.sending = false;
    }
  }

  /** @param {string} sentence */
  #problem(sentence) {
    say(part(this, "problems"), sentence);
  }
}

customElements.define("care-composer", CareComposer);
