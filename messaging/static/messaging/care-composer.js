/** <care-composer room>: writes entries. Every keystroke is kept, sending never waits for the network. */

import { uuid7 } from "shell/uuid7";
import { word } from "shell/words";
import "messaging/attachment-list";
import { ComposerForm } from "messaging/composer-form";
import { deviceId, nextCount } from "messaging/device";
import { reopenNote } from "messaging/note-again";
import "messaging/care-phrases";
import { part, say } from "messaging/parts";
import { unfilledIn } from "messaging/phrase-list";
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
    this.sent = /** @type {Set<string>} */ (new Set());
    document.addEventListener("outbox:changed", () => this.#offer());
    document.addEventListener("outbox:sent", (event) => this.sent?.add(/** @type {CustomEvent} */ (event).detail.operation.id));
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

  /** A note that is on its way to the server is no draft to go on with. */
  #offer() {
    for (const offer of this.querySelectorAll(".draft-offer")) {
      const id = /** @type {HTMLElement} */ (offer).dataset.draft;
      offer.toggleAttribute("hidden", outbox.operations.some((operation) => operation.id === id) || this.sent?.has(id ?? ""));
    }
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
    if (target.closest("[data-open]")) this.#open("textarea");
    if (target.closest('[data-part="fold"]')) this.#fold();
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

  /** @param {Parameters<ComposerForm["answer"]>[0]} reply */
  #reply(reply) {
    if (!this.form) return;
    this.form.answer(reply);
    this.#open("textarea");
    this.#keep();
  }

  /** @param {any} body of an entry that was not accepted */
  #fill(body) {
    if (body.form) return void reopenNote(this.room ?? "", body);
    this.form?.fillFrom(body);
    this.#open("textarea");
    this.#keep();
    return undefined;
  }

  async #send() {
    if (this.sending || !this.form) return undefined;
    if (this.form.empty) return this.#problem(word("nothing-written"));
    if (!this.form.checkAddressee()) return undefined;
    this.sending = true;
    const blanks = await unfilledIn([this.form.read().text, ...Object.values(this.form.read().letters)]);
    this.sending = false;
    if (blanks.length) return this.#problem(word("blanks-left", { blanks: blanks.join(" ") }));
    return this.#hand();
  }

  /** Hands the entry to the outbox, which keeps it on the device; only then the form is emptied. */
  async #hand() {
    this.sending = true;
    try {
      const id = uuid7();
      const reply = this.form?.reply?.id;
      const body = { id, ...this.form?.body(), soft_confirmed: false, captured_at: new Date().toISOString(), device: deviceId(), counter: nextCount() };
      await this.form?.files.kept();
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
