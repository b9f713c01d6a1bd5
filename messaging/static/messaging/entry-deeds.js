/** What a person does with an entry that stands there: answer, reply, amend, retract, read its history, resend. */

import { get, post } from "shell/api";
import { when } from "shell/dates";
import { announce, ask } from "shell/shell";
import { uuid7 } from "shell/uuid7";
import { word } from "shell/words";
import "messaging/attachment-list";
import { takenOut } from "messaging/attachment-words";
import { copyFrom } from "messaging/copy-text";
import { uploads } from "messaging/device-files";
import { summary } from "messaging/entry-view";
import { DialogDraft } from "messaging/dialog-draft";
import { takeStep } from "messaging/order-deeds";
import { copyOf, part, say } from "messaging/parts";
import { restamped } from "messaging/restamp";
import { outbox } from "messaging/session";
import { VitalSets } from "messaging/vital-sets";

const SAID_FOR = 10_000;

export class EntryDeeds {
  /** @param {string} room @param {(id: string) => any} find @param {(entry: any) => void} take takes an entry as it stands now, or null to fetch what is new @param {import("messaging/restamp").ServerClock} clock */
  constructor(room, find, take, clock) {
    this.room = room;
    this.find = find;
    this.take = take;
    this.clock = clock;
  }

  /** @param {HTMLElement} button @param {string} id */
  async act(button, id) {
    const entry = this.find(id);
    const deed = button.dataset.action;
    const ordering = deed === "respond" && button.dataset.code === "order-given";
    if (deed === "respond" && !ordering) return this.#respond(button, id);
    if (deed === "resend") return this.#resend(id);
    if (deed === "rewrite") return this.#rewrite(id);
    if (deed === "discard") return (await ask(word("discard-question"), word("discard"))) && this.#discard(id);
    if (deed === "discard-step") return outbox.discard(button.dataset.operation ?? "");
    if (!entry) return undefined;
    const file = /** @type {HTMLElement | null} */ (button.closest(".attachment"))?.dataset.id ?? "";
    if (deed === "send-file") return uploads.retry(file);
    if (deed === "take-out") return this.#takeOut(entry, file);
    if (deed === "step") return takeStep(this.room, entry, button.dataset);
    if (deed === "claim") return this.#claim(button, id);
    // A form is amended where it was written; what was filled in stands there again.
    if (deed === "amend" && entry.form) return location.assign(`/patients/${this.room}/write/${entry.form.name}/?amend=${id}`);
    if (deed === "reply" || ordering) return this.#reply(entry, ordering);
    if (deed === "amend") return this.#amend(entry);
    if (deed === "retract") return this.#retract(entry);
    if (deed === "pin" || deed === "unpin") return this.#pin(id, deed);
    if (deed === "history") return this.#history(entry);
    if (deed === "copy") return this.#copy(button, id);
    return undefined;
  }

  /** An order is its own answer: it is written first, and the server records both together. @param {any} entry @param {boolean} ordering */
  #reply(entry, ordering) {
    const detail = { id: entry.id, text: `${entry.author.name}: ${summary(entry)}`, order: ordering ? entry.author : null };
    document.dispatchEvent(new CustomEvent("composer:reply", { detail }));
  }

  /** @param {HTMLElement} button @param {string} id */
  async #respond(button, id) {
    const place = button.closest('[data-part="answers"]');
    place?.toggleAttribute("inert", true);
    button.setAttribute("aria-busy", "true");
    const operation = uuid7();
    await outbox.add({ id: operation, room: this.room, url: `/rooms/${this.room}/entries/${id}/responses`, body: { id: operation, code: button.dataset.code, text: "" }, order: Date.now() });
  }

  /** Means something only now, so it is sent at once or not at all. @param {HTMLElement} button @param {string} id */
  async #claim(button, id) {
    const { claim = "", kind, who } = button.dataset;
    button.setAttribute("aria-busy", "true");
    const answer = await post(`/rooms/${this.room}/entries/${id}/${claim === "take" ? "claim" : "release"}`, { id: uuid7(), kind, who });
    button.removeAttribute("aria-busy");
    if (answer.kind === "ok") return this.take(answer.body.entry);
    this.take(null); // somebody else has it: that arrives with the next pull
    return ask(answer.message || word("not-there-now"), word("understood"));
  }

  /** @param {string} id @param {"pin" | "unpin"} deed */
  async #pin(id, deed) {
    const answer = await post(`/rooms/${this.room}/entries/${id}/${deed}`, { id: uuid7() });
    if (answer.kind === "ok") this.take(answer.body.entry);
    announce(answer.kind === "ok" ? word(`${deed}-done`) : answer.message || word("not-there-now"));
    if (answer.kind !== "ok") await ask(answer.message || word("not-there-now"), word("understood"), "");
  }

  /** What became of it stands on the entry; a reader hears it too. @param {HTMLElement} button @param {string} id */
  async #copy(button, id) {
    const place = button.closest(".entry");
    const said = await copyFrom(`/rooms/${this.room}/entries/${id}/copy/${button.dataset.copy}`);
    announce(said);
    if (!place) return;
    say(part(place, "said"), said);
    setTimeout(() => say(part(place, "said"), ""), SAID_FOR);
  }

  /** @param {string} id */
  #resend(id) {
    const operation = outbox.operations.find((one) => one.id === id);
    if (operation?.code === "unusual") return outbox.retry(id, { soft_confirmed: true });
    return outbox.retry(id, operation?.code === "clock" ? restamped(operation.body, this.clock.now()) : {});
  }

  /** @param {string} id */
  async #rewrite(id) {
    const operation = outbox.operations.find((one) => one.id === id);
    if (!operation) return;
    document.dispatchEvent(new CustomEvent("composer:fill", { detail: { body: operation.body } }));
    await outbox.discard(id);
  }

  /** What was never sent, and its files. @param {string} id */
  async #discard(id) {
    const body = outbox.operations.find((one) => one.id === id)?.body;
    await outbox.discard(id);
    for (const file of body?.attachments ?? []) await uploads.remove(file.id, this.room);
  }

  /** A file that could not be taken: out of the entry, and off this device. @param {any} entry @param {string} file */
  async #takeOut(entry, file) {
    const taken = takenOut(entry.raw, file);
    if (!taken) return (await ask(word("file-take-out-last"), word("understood"), ""), this.#retract(entry));
    if (!(await ask(word("file-take-out"), word("file-remove-yes")))) return undefined;
    const answer = await post(`/rooms/${this.room}/entries/${entry.id}/amendments`, { ...taken, id: uuid7(), reason: word("file-take-out-reason"), soft_confirmed: true });
    if (answer.kind !== "ok") return ask([answer.message || word("not-there-now"), ...Object.values(answer.fields)].join(" "), word("understood"), "");
    await uploads.dropped([file]);
    announce(word("file-taken-out"));
    return this.take(answer.body.entry);
  }

  /** @param {any} entry */
  #amend(entry) {
    const dialog = this.#dialog("amend-dialog");
    const form = /** @type {HTMLFormElement} */ (part(dialog, "form"));
    const files = /** @type {any} */ (dialog.querySelector("care-attachments"));
    const sets = new VitalSets(part(dialog, "sets"));
    const raw = entry.raw ?? { text: entry.text, soap: entry.soap, vitals: [] };
    const letters = ["s", "o", "a", "p"];
    form.reset();
    const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
    part(dialog, "soap-fields").hidden = !raw.soap;
    const soap = () => raw.soap && Object.fromEntries(letters.map((letter) => [letter, field(letter).value]));
    const written = () => ({ text: field("text").value, soap: soap(), vitals: sets.read(), reason: field("reason").value });
    const read = () => ({ ...written(), attachments: files.read() });
    const fill = (/** @type {any} */ written) => {
      field("text").value = written.text ?? "";
      for (const letter of letters) field(letter).value = written.soap?.[letter] ?? "";
      sets.fill(written.vitals ?? []);
      field("reason").value = written.reason ?? "";
      files.fill(written.attachments ?? []);
    };
    fill({ ...raw, attachments: entry.attachments });
    const draft = new DialogDraft(dialog, `${this.room}/amend/${entry.id}`, () => ({ ...written(), attachments: files.state }), fill);
    const body = { id: uuid7(), captured_at: new Date().toISOString() };
    this.#submitting(dialog, draft, entry, "amendments", async (refused) => {
      if (refused === "clock") body.captured_at = new Date(this.clock.now()).toISOString();
      if (!field("reason").value.trim()) return word("reason-needed");
      const { wrong, unusual } = sets.check();
      if (wrong.length) return word("look-at-vitals");
      if (unusual.length && !(await ask(word("unusual-question", { values: unusual.join("\n") }), word("values-right")))) return "";
      return { ...body, ...read(), soft_confirmed: unusual.length > 0 };
    });
  }

  /** @param {any} entry */
  #retract(entry) {
    const dialog = this.#dialog("retract-dialog");
    const form = /** @type {HTMLFormElement} */ (part(dialog, "form"));
    form.reset();
    const id = uuid7();
    const read = () => Object.fromEntries(new FormData(form));
    const draft = new DialogDraft(dialog, `${this.room}/retract/${entry.id}`, read, (written) => {
      for (const [name, value] of Object.entries(written)) /** @type {any} */ (form.elements.namedItem(name)).value = value;
    });
    this.#submitting(dialog, draft, entry, "retraction", async () => {
      const { reason = "", text = "" } = read();
      return reason ? { id, reason, text } : word("reason-needed");
    });
  }

  /**
   * Sends a dialog's form; what was typed stays until the server has it.
   * @param {HTMLDialogElement} dialog
   * @param {DialogDraft} draft
   * @param {any} entry
   * @param {"amendments" | "retraction"} deed
   * @param {(refused: string) => Promise<object | string>} body the body to send, or the sentence that
   *   stops it; it is told the code of the last refusal
   */
  #submitting(dialog, draft, entry, deed, body) {
    const form = /** @type {HTMLFormElement} */ (part(dialog, "form"));
    const problem = part(dialog, "problem");
    let refused = "";
    say(problem, "");
    form.onsubmit = async (event) => {
      event.preventDefault();
      const given = await body(refused);
      if (typeof given === "string") return say(problem, given);
      const answer = await post(`/rooms/${this.room}/entries/${entry.id}/${deed}`, given);
      refused = answer.code;
      if (answer.kind !== "ok") return say(problem, [answer.message || word("not-sent-kept-here"), ...Object.values(answer.fields)].join(" "));
      await draft.drop();
      const named = (/** @type {any} */ (given).attachments ?? []).map((/** @type {{id: string}} */ one) => one.id);
      await uploads.posted(named);
      await uploads.dropped(entry.attachments.map((/** @type {{id: string}} */ one) => one.id).filter((/** @type {string} */ id) => !named.includes(id)));
      if (dialog.open) dialog.close();
      return this.take(answer.body.entry);
    };
  }

  /** @param {any} entry */
  async #history(entry) {
    const dialog = this.#dialog("history-dialog");
    const list = part(dialog, "versions");
    list.replaceChildren();
    const answer = await get(`/rooms/${this.room}/entries/${entry.id}/history`);
    const versions = answer.kind === "ok" ? answer.body.versions : [];
    if (!versions.length) list.append(answer.message || word("not-there-now"));
    for (const version of versions) list.append(this.#version(version));
  }

  /** @param {any} version */
  #version(version) {
    const item = copyOf("version-template");
    const soap = version.soap ? Object.entries(version.soap).filter(([, text]) => text).map(([letter, text]) => `${letter.toUpperCase()}: ${text}`) : [];
    const vitals = (version.vitals ?? []).flatMap((/** @type {any} */ set) => set.readings.map((/** @type {any} */ one) => `${one.label} ${one.text}`));
    part(item, "time").textContent = when(version.at);
    part(item, "by").textContent = version.by.name;
    say(part(item, "reason"), version.reason && word("history-reason", { reason: version.reason }));
    const form = (version.form?.sections ?? []).flatMap((/** @type {any} */ section) => section.lines).map((/** @type {any} */ line) => `${line.label} ${line.text}`);
    part(item, "text").textContent = [vitals.join("、"), version.text, ...soap, ...form].filter(Boolean).join("\n");
    return item;
  }

  /** @param {string} id */
  #dialog(id) {
    const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(id));
    say(part(dialog, "kept"), "");
    dialog.showModal();
    return dialog;
  }
}
