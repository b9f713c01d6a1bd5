/** <care-note room>: the page of a structured note. Every keystroke is kept, sending never waits for the network. */

import { ask } from "shell/shell";
import { word } from "shell/words";
import "messaging/attachment-list";
import { BodyMap } from "messaging/body-map";
import { deviceId, nextCount } from "messaging/device";
import { amendmentOf, refusal } from "messaging/note-amend";
import { NoteAsks } from "messaging/note-asks";
import { NoteDraft } from "messaging/note-draft";
import { NoteMeaning } from "messaging/note-meaning";
import { KeptNote } from "messaging/note-sending";
import { listTelephones } from "messaging/note-telephones";
import { NoteTools } from "messaging/note-tools";
import "messaging/care-phrases";
import { part, say } from "messaging/parts";
import { unfilledIn } from "messaging/phrase-list";
import { outbox, ready } from "messaging/session";
import { explain, firstControl } from "messaging/sheet-answer";
import { SheetForm } from "messaging/sheet-form";
import { fillSites } from "messaging/sheet-rows";
import { minutesBetween, timeProblem } from "messaging/visit-minutes";
import { VitalSets } from "messaging/vital-sets";

class CareNote extends HTMLElement {
  connectedCallback() {
    this.room = this.getAttribute("room") ?? "";
    this.form = /** @type {HTMLFormElement} */ (part(this, "form"));
    for (const select of this.querySelectorAll("[data-sites]")) fillSites(select);
    this.sheet = new SheetForm(this.form);
    /** @type {any} */ this.files = this.querySelector("care-attachments");
    this.amendment = amendmentOf(this.room);
    this.sets = part(this, "sets") ? new VitalSets(part(this, "sets")) : null;
    this.asks = part(this, "asks") ? new NoteAsks(part(this, "asks")) : null;
    this.kept = new KeptNote(part(this, "kept"), this.form);
    this.meaning = new NoteMeaning(this, this.form, this.sheet);
    this.tools = new NoteTools(this.form, this.sheet, new BodyMap((code) => this.tools?.sited(code)));
    const tell = (/** @type {string} */ sentence) => say(part(this, "saved"), sentence);
    this.draft = new NoteDraft({ room: this.room, kind: this.dataset.kind ?? "", amends: this.amendment?.entry, read: () => this.#content(), fill: (content) => this.#fill(content), tell });
    document.documentElement.dataset.composing = "true";
    listTelephones(this);
    if (part(this, "suggest-background")) part(this, "suggest-background").hidden = !this.dataset.background;
    this.#listen();
    void this.#begin();
  }

  #listen() {
    this.form?.addEventListener("input", (event) => this.#changed(/** @type {HTMLElement} */ (event.target)));
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#send();
    });
    this.addEventListener("click", (event) => this.#clicked(/** @type {HTMLElement} */ (event.target)));
    this.addEventListener("keydown", (event) => {
      if (event.isComposing || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void this.#send();
    });
    addEventListener("resize", () => requestAnimationFrame(() => this.#keepSeen())); // a keyboard came or went
    document.addEventListener("visibilitychange", () => document.hidden && this.begun && void this.draft?.save());
    document.addEventListener("bell:closed", (event) => {
      if (/** @type {CustomEvent} */ (event).detail.room === this.room) location.assign(`/patients/${this.room}/`);
    });
  }

  #keepSeen() {
    const here = document.activeElement;
    if (here && here !== document.body && this.contains(here)) here.scrollIntoView({ block: "nearest" });
  }

  async #begin() {
    this.#defaults();
    if (this.amendment) this.#fill(this.amendment.content);
    await ready;
    const found = await this.draft?.begin(this.dataset.draft ?? "");
    this.begun = Boolean(found);
    this.#offer();
    this.meaning?.dress();
    this.dataset.ready = "yes";
  }

  /** Times of the visit, who visits, one set of vitals, an empty line: what is nearly always so. */
  #defaults() {
    const { started = "", ended = "", me = "", visitKind = "regular" } = this.dataset;
    this.sheet?.fill({
      visit_kind: { value: visitKind },
      started_at: { value: started || new Date().toISOString() },
      ...(ended && { ended_at: { value: ended } }),
      visitor: { value: me },
      received_at: { value: new Date().toISOString() },
      contact_at: { value: new Date().toISOString() },
    });
    for (const folded of this.querySelectorAll(".note-aside[open]")) folded.removeAttribute("open");
    if (this.sets && !this.sets.count) this.sets.add();
    this.tools?.dress();
  }

  /** Drafts of other devices, but not the one in hand, nor one that is on its way. */
  #offer() {
    for (const offer of this.querySelectorAll(".draft-offer")) {
      const id = /** @type {HTMLElement} */ (offer).dataset.draft;
      const onItsWay = outbox.operations.some((operation) => operation.id === id);
      offer.toggleAttribute("hidden", id === this.draft?.id || onItsWay);
    }
  }

  /** @param {HTMLElement} target */
  #changed(target) {
    this.begun = true;
    this.tools?.heard(target);
    this.sheet?.dress();
    this.meaning?.heard(target);
    this.sheet?.dress();
    this.#problem("");
    this.draft?.keep();
  }

  /** @param {HTMLElement} target */
  #clicked(target) {
    if (target.closest('[data-part="add-set"]')) this.sets?.add();
    if (target.closest('[data-part="add-ask"]')) firstControl(/** @type {Element} */ (this.asks?.add()))?.focus();
    const ask = target.closest("[data-remove-ask]")?.closest("[data-ask]");
    if (ask) this.asks?.remove(ask);
    if (target.closest('[data-part="suggest-background"]')) this.tools?.write("sbar_b", this.dataset.background ?? "");
    if (target.closest('[data-part="discard"]')) return void this.#discard();
    const moved = this.tools?.clicked(target);
    if (moved || ask) this.#changed(moved || target);
    return undefined;
  }

  /** What is kept: in the words of the entry as it is sent. */
  #content() {
    return {
      kind: this.dataset.kind,
      purpose: this.meaning?.purpose.value,
      own: this.meaning?.own,
      form: this.#answers(),
      vitals: this.sets?.read() ?? [],
      asks: this.asks?.read() ?? [],
      attachments: this.files.state,
      proxy_for: this.#proxy?.value || null,
      visit: this.visit ?? (this.dataset.visit || null),
      in_reply_to: this.reply ?? (this.dataset.reply || null),
      ...(this.#reason && { reason: this.#reason.value }),
    };
  }

  get #reason() {
    return /** @type {HTMLInputElement | null} */ (this.form?.elements.namedItem("reason"));
  }

  get #proxy() {
    return /** @type {HTMLSelectElement | null} */ (this.form?.elements.namedItem("proxy_for"));
  }

  #answers() {
    return { questionnaire: this.dataset.name, version: Number(this.dataset.version), answers: this.sheet?.read() ?? {} };
  }

  /** @param {any} content */
  #fill(content) {
    const left = this.sheet?.fill(content.form?.answers ?? {}) ?? {};
    this.sets?.fill(content.vitals ?? []);
    if (this.sets && !this.sets.count) this.sets.add();
    this.asks?.fill(content.asks ?? []);
    this.files.fill(content.attachments);
    if (content.asks?.length) part(this, "asks")?.closest("details")?.setAttribute("open", "");
    if (this.#reason) this.#reason.value = content.reason ?? "";
    if (this.#proxy) this.#proxy.value = content.proxy_for ?? "";
    if (this.meaning && content.purpose) this.meaning.purpose.value = content.purpose;
    if (this.meaning) this.meaning.own = content.own ?? { purpose: true, need: true };
    this.visit = content.visit;
    this.reply = content.in_reply_to;
    this.tools?.dress();
    this.#changedForm(left);
    this.meaning?.dress();
    this.begun = true;
  }

  /** What the form of today does not ask any more stays readable until the person has moved it. @param {Record<string, any>} left */
  #changedForm(left) {
    const texts = Object.values(left).map((answer) => JSON.stringify(answer.value ?? answer.state));
    part(this, "changed").hidden = !texts.length;
    say(part(this, "changed-text"), texts.length ? word("form-changed", { texts: texts.join("\n") }) : "");
  }

  async #send() {
    if (this.sending || !this.sheet) return undefined;
    this.#end();
    const form = this.sheet.check();
    const sets = this.sets?.check() ?? { wrong: [], unusual: [] };
    const asks = this.asks?.check() ?? [];
    const times = this.#times();
    if (this.#proxy?.closest("[data-needed]") && !this.#proxy.value) return this.#show(/** @type {HTMLElement} */ (this.#proxy.closest(".note-proxy")));
    if (this.#reason && !this.#reason.value.trim()) return this.#show(this.#reason, word("reason-needed"));
    const wrong = [...times.wrong, ...form.wrong, ...sets.wrong, ...asks];
    if (wrong.length) return this.#show(wrong[0]);
    const blank = await this.#blank();
    if (blank) return this.#problem(blank);
    const unusual = [...times.unusual, ...form.unusual, ...sets.unusual];
    if (unusual.length && !(await ask(word("unusual-question", { values: unusual.join("\n") }), word("values-right")))) return undefined;
    return this.amendment ? this.#amend(unusual.length > 0) : this.#hand(unusual.length > 0);
  }

  /** Shows the first field in which a blank of a phrase is left; the sentence that names it. */
  async #blank() {
    this.sending = true;
    const fields = /** @type {HTMLTextAreaElement[]} */ ([...(this.form?.querySelectorAll("textarea, input[type=text]") ?? [])]);
    const left = await Promise.all(fields.map((field) => unfilledIn([field.value])));
    const at = left.findIndex((blanks) => blanks.length > 0);
    this.sending = false;
    if (at < 0) return "";
    this.#show(fields[at]);
    return word("blanks-left", { blanks: left[at].join(" ") });
  }

  /** A visit that is written up at its end ends now. */
  #end() {
    const { started_at: started, ended_at: ended } = this.sheet?.read() ?? {};
    const question = this.sheet?.find("ended_at");
    if (question && started && !ended && minutesBetween(started.value, new Date().toISOString()) > 0) this.tools?.now(question);
  }

  #times() {
    const { started_at: started, ended_at: ended } = this.sheet?.read() ?? {};
    const question = this.sheet?.find("ended_at");
    const { refused, doubt, minutes } = timeProblem(started?.value, ended?.value);
    if (!question) return { wrong: [], unusual: [] };
    if (refused) explain(question, word(refused));
    return { wrong: refused ? [question] : [], unusual: doubt ? [word(doubt, { minutes })] : [] };
  }

  /** @param {boolean} confirmed @returns {Promise<void>} */
  async #amend(confirmed) {
    const { form, vitals } = this.#content();
    const answer = await this.amendment?.send({ form, vitals, attachments: this.files.read(), reason: this.#reason?.value ?? "", confirmed });
    if (answer?.kind === "ok") {
      await this.draft?.sent();
      return location.assign(`/patients/${this.room}/#entry-${this.amendment?.entry}`);
    }
    const doubted = answer?.code === "unusual" && (await ask(word("unusual-question", { values: Object.values(answer.fields).join("\n") }), word("values-right")));
    if (doubted) return this.#amend(true);
    if (answer) this.sheet?.explainAll(answer.fields);
    return answer && this.#problem(refusal(answer));
  }

  /** @param {HTMLElement} place of what is wrong first @param {string} [sentence] */
  #show(place, sentence = word("look-at-fields")) {
    for (let folded = place.closest("details:not([open])"); folded; folded = folded.parentElement?.closest("details:not([open])") ?? null) folded.setAttribute("open", "");
    place.scrollIntoView({ block: "center" });
    (place.matches("input, select, textarea") ? place : firstControl(place))?.focus({ preventScroll: true });
    this.#problem(sentence);
  }

  /** Hands the note to the outbox, which keeps it on the device. @param {boolean} confirmed */
  async #hand(confirmed) {
    this.sending = true;
    const { own, ...content } = this.#content();
    const id = this.draft?.id ?? "";
    const reply = content.in_reply_to;
    const body = { id, ...content, text: "", soap: null, asks: this.asks?.body() ?? [], attachments: this.files.read(), to: this.meaning?.to(), mentions: [], soft_confirmed: confirmed, captured_at: new Date().toISOString(), device: deviceId(), counter: nextCount() };
    const shown = { kind_label: this.dataset.kindLabel, title: this.dataset.kindLabel, sections: this.sheet?.told() ?? [] };
    const operation = { id, room: this.room ?? "", url: `/rooms/${this.room}/entries`, body, shown, dependsOn: reply ? [reply] : [], order: Date.now() };
    await Promise.all([this.draft?.saving, this.files.kept()]);
    await outbox.add(operation);
    await this.draft?.sent();
    const refused = await this.kept?.refused(id);
    this.sending = false;
    if (!refused) return location.assign(`/patients/${this.room}/`);
    return this.#refused(refused);
  }

  /** The server's reasons stand beside the fields; the note is a draft again. @param {any} operation */
  async #refused(operation) {
    if (operation.code === "unusual" && (await ask(word("unusual-question", { values: Object.values(operation.fields).join("\n") }), word("values-right")))) {
      await outbox.retry(operation.id, { soft_confirmed: true });
      const again = await this.kept?.refused(operation.id);
      return again ? this.#refused(again) : location.assign(`/patients/${this.room}/`);
    }
    await outbox.discard(operation.id);
    this.draft?.goOn();
    const places = this.sheet?.explainAll(operation.fields) ?? [];
    if (places.length) this.#show(places[0]);
    return this.#problem([operation.message, ...(places.length ? [] : Object.values(operation.fields))].filter(Boolean).join(" ") || word("look-at-fields"));
  }

  async #discard() {
    if (!(await ask(word("discard-draft-question"), word("discard")))) return;
    await Promise.all([this.draft?.discard(), this.files.discard()]);
    location.assign(`/patients/${this.room}/`);
  }

  /** @param {string} sentence */
  #problem(sentence) {
    say(part(this, "problems"), sentence);
  }
}

customElements.define("care-note", CareNote);
