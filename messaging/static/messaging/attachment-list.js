/** <care-attachments room>: the files of what is being written: taken, chosen, described, put in order, taken away. */

import { announce, ask } from "shell/shell";
import { uuid7 } from "shell/uuid7";
import { word } from "shell/words";
import { kindOf, problemOf } from "messaging/attachment-kinds";
import { AttachmentRow } from "messaging/attachment-row";
import { openCamera } from "messaging/care-camera";
import { files, uploads } from "messaging/device-files";
import { say, part } from "messaging/parts";
import { smallPicture } from "messaging/small-picture";

/** @typedef {import("messaging/attachment-row").Described} Described */

const PATIENCE = 5_000; // a film takes longer; the page then asks before it is left

class CareAttachments extends HTMLElement {
  connectedCallback() {
    if (this.rows) return;
    /** @type {AttachmentRow[]} */
    this.rows = [];
    /** @type {Set<Promise<unknown>>} of files that are being laid down on this device */
    this.keeping = new Set();
    this.room = this.getAttribute("room") ?? "";
    const host = this.closest("form") ?? this;
    host.addEventListener("click", (event) => this.#clicked(/** @type {HTMLElement} */ (event.target)));
    host.addEventListener("paste", (event) => this.#brought(event, /** @type {ClipboardEvent} */ (event).clipboardData));
    host.addEventListener("dragover", (event) => /** @type {DragEvent} */ (event).dataTransfer?.types.includes("Files") && event.preventDefault());
    host.addEventListener("drop", (event) => this.#brought(event, /** @type {DragEvent} */ (event).dataTransfer));
    this.chooser = /** @type {HTMLInputElement} */ (part(this, "chooser"));
    this.chooser.addEventListener("change", () => this.#chosen());
    this.addEventListener("input", (event) => this.rows?.find((row) => row.item.contains(/** @type {Node} */ (event.target)))?.dress());
    files.addEventListener("changed", (event) => this.#heard(/** @type {CustomEvent} */ (event).detail.id));
  }

  get count() {
    return this.rows?.length ?? 0;
  }

  /** When what was taken lies on this device, or the time is over: only then an entry that names it is handed on. */
  async kept() {
    await Promise.race([Promise.all(this.keeping), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  }

  /** As an entry names them. */
  read() {
    return (this.rows ?? []).map((row) => row.read());
  }

  /** As a draft keeps them. @returns {Described[]} */
  get state() {
    return (this.rows ?? []).map((row) => row.state());
  }

  /** Shows these, and nothing else. @param {Described[]} given of a draft, or of an entry at the server (with `url`) */
  fill(given = []) {
    this.clear();
    for (const one of given) this.#add(one);
    this.#dress();
  }

  /** What was listed belongs to an entry now. */
  clear() {
    for (const row of this.rows ?? []) row.item.remove();
    this.rows = [];
    this.#problem("");
    this.#dress();
  }

  /** Gives up everything that was listed. */
  async discard() {
    const given = (this.rows ?? []).filter((row) => !row.arrived).map((row) => row.id);
    this.clear();
    for (const id of given) await uploads.remove(id, this.room);
  }

  /** @param {HTMLElement} target */
  #clicked(target) {
    if (target.closest("[data-take]")) this.#take();
    if (target.closest("[data-choose]")) this.chooser?.click();
    const row = this.rows?.find(({ item }) => item.contains(target));
    const deed = /** @type {HTMLElement | null} */ (target.closest("[data-file-deed]"))?.dataset.fileDeed;
    if (!row || !deed) return;
    if (deed === "remove") void this.#remove(row);
    else if (deed === "again") void uploads.retry(row.id);
    else this.#move(row, deed === "up" ? -1 : 1);
  }

  #take() {
    this.#problem("");
    openCamera({ take: (photo) => this.#takeIn(photo), left: () => this.#left, choose: () => this.chooser?.click() });
  }

  get #left() {
    return Number(this.dataset.most) - this.count;
  }

  #chosen() {
    const chosen = [...(this.chooser?.files ?? [])];
    if (this.chooser) this.chooser.value = "";
    this.#takeAll(chosen);
  }

  /** @param {Event} event @param {DataTransfer | null} data pasted or dropped */
  #brought(event, data) {
    const brought = [...(data?.files ?? [])];
    if (!brought.length || data?.types.includes("text/plain")) return; // a table that is pasted brings its picture, too
    event.preventDefault();
    this.#takeAll(brought);
  }

  /** @param {File[]} given */
  #takeAll(given) {
    const problems = [];
    for (const file of given) {
      const problem = problemOf(file, this.count);
      if (problem) problems.push(word(problem.code, problem.values));
      else this.#takeIn(file);
    }
    this.#problem([...new Set(problems)].join("\n"));
  }

  /** It is listed and on its way at once; the small picture comes when it is drawn. @param {Blob & {name?: string}} blob */
  #takeIn(blob) {
    if (this.#left <= 0) return;
    const id = uuid7();
    const { kind, type } = kindOf({ name: blob.name ?? "", type: blob.type });
    const name = blob.name ?? "";
    this.#add({ id, caption: "", wound: "", site: "", name, kind, fresh: true });
    const keeping = uploads.add({ id, room: this.room ?? "", name: name || `${id.slice(-6)}.jpg`, type, kind, order: Date.now() }, blob);
    this.keeping.add(keeping);
    void keeping.then(() => this.keeping.delete(keeping));
    if (kind === "picture") void smallPicture(blob).then((small) => small && files.show(id, small));
    this.#changed();
  }

  /** @param {Described} given */
  #add(given) {
    const row = new AttachmentRow(given, this.room ?? "", () => this.rows?.findLast((one) => one !== row && one.read().wound)?.read());
    this.rows?.push(row);
    part(this, "rows").append(row.item);
    row.show();
    return row;
  }

  /** @param {AttachmentRow} row */
  async #remove(row) {
    if (!(await ask(word(row.arrived ? "file-remove-arrived" : "file-remove", { name: row.name }), word("file-remove-yes")))) return;
    const index = this.rows?.indexOf(row) ?? 0;
    this.rows = this.rows?.filter((one) => one !== row);
    row.item.remove();
    this.#changed();
    const next = this.rows?.[Math.min(index, this.count - 1)]?.item ?? this.closest("form");
    /** @type {HTMLElement | null | undefined} */ (next?.querySelector("[data-file-deed=remove], [data-take]"))?.focus();
    if (!row.arrived) await uploads.remove(row.id, this.room);
  }

  /** @param {AttachmentRow} row @param {-1 | 1} by */
  #move(row, by) {
    const rows = this.rows ?? [];
    const from = rows.indexOf(row);
    if (!rows[from + by]) return;
    rows.splice(from + by, 0, ...rows.splice(from, 1));
    const other = rows[from].item;
    if (by < 0) other.before(row.item);
    else other.after(row.item);
    this.#changed();
    const pressed = row.item.querySelector(`[data-file-deed="${by < 0 ? "up" : "down"}"]`);
    const button = /** @type {HTMLButtonElement} */ (pressed?.matches(":disabled") ? row.item.querySelector(`[data-file-deed="${by < 0 ? "down" : "up"}"]`) : pressed);
    button.focus({ preventScroll: true });
    row.item.scrollIntoView({ block: "nearest" });
    announce(word("file-moved", { name: row.name, place: from + by + 1, count: rows.length }));
  }

  /** Whoever keeps a draft hears it as any other input. */
  #changed() {
    this.#dress();
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #dress() {
    const rows = this.rows ?? [];
    rows.forEach((row, index) => row.number(index, rows.length));
    this.toggleAttribute("data-filled", rows.length > 0);
    part(this, "rows").hidden = rows.length === 0;
  }

  /** @param {string | undefined} id */
  #heard(id) {
    for (const row of this.rows ?? []) if (!id || row.id === id) row.show();
  }

  /** @param {string} sentence */
  #problem(sentence) {
    say(part(this, "file-problem"), sentence);
  }
}

customElements.define("care-attachments", CareAttachments);
