/** One file in the list of what is being written: its picture, how far it has come, and what is said of it. */

import { word } from "shell/words";
import { signOf, stateText, troubleText } from "messaging/attachment-words";
import { files, uploads } from "messaging/device-files";
import { copyOf, part, say } from "messaging/parts";
import { mayGoAgain } from "messaging/uploads";
import { fillSites } from "messaging/sheet-rows";

/**
 * @typedef {{id: string, caption: string, wound: string, site: string, name?: string, kind?: string,
 *   url?: string, thumbnail?: string, state?: string, state_label?: string, reason?: string, fresh?: boolean}} Described `url` when an
 *   entry at the server has it, `fresh` when it was chosen just now
 */

export class AttachmentRow {
  /** @param {Described} given @param {string} room @param {() => {wound: string, site: string} | undefined} before the wound described last */
  constructor(given, room, before) {
    this.given = given;
    this.id = given.id;
    this.room = room;
    this.before = before;
    this.arrived = Boolean(given.url);
    this.asked = Boolean(given.fresh);
    this.place = 1;
    this.item = copyOf("file-row-template");
    for (const select of this.item.querySelectorAll("[data-sites]")) fillSites(select);
    this.#field("caption").value = given.caption ?? "";
    this.#field("number").value = given.wound ?? "";
    this.#field("site").value = given.site ?? "";
    this.#field("is-wound").checked = Boolean(given.wound || given.site);
    this.#field("is-wound").addEventListener("change", () => this.#wounded());
    this.dress();
  }

  get name() {
    return this.#known()?.kind === "picture" ? word("file-photo", { number: this.place }) : (this.#known()?.name || word("file-photo", { number: this.place }));
  }

  /** As an entry names it. */
  read() {
    const wound = this.#field("is-wound").checked;
    return { id: this.id, caption: this.#field("caption").value.trim(), wound: wound ? this.#field("number").value : "", site: wound ? this.#field("site").value : "" };
  }

  /** As a draft keeps it. @returns {Described} */
  state() {
    const { name = "", kind = "" } = this.#known() ?? {};
    const { url, thumbnail, state, state_label, reason } = this.given;
    return { ...this.read(), name, kind, ...(url && { url, thumbnail, state, state_label, reason }) };
  }

  /** @param {number} index @param {number} count */
  number(index, count) {
    this.place = index + 1;
    this.#deed("up").disabled = index === 0;
    this.#deed("down").disabled = index === count - 1;
    this.show();
  }

  /** What the boxes say shows and hides the fields. */
  dress() {
    part(this.item, "wound-fields").hidden = !this.#field("is-wound").checked;
  }

  /** As it stands now. */
  show() {
    const file = files.find(this.id);
    const kind = this.#known()?.kind ?? "";
    part(this.item, "name").textContent = this.name;
    for (const button of this.item.querySelectorAll("[data-file-deed]")) part(button, "of").textContent = this.name;
    this.#picture(kind);
    say(part(this.item, "file-state"), this.#said(file));
    part(this.item, "file-state").dataset.state = file?.state ?? (this.arrived ? "sent" : "");
    const progress = part(this.item, "progress");
    progress.value = file ? file.received : 1;
    progress.classList.toggle("still", !file || ["sent", "refused", "lost"].includes(file.state));
    say(part(this.item, "file-trouble"), file ? troubleText(file) : this.missing ? word("file-elsewhere") : this.given.state === "refused" ? (this.given.reason ?? "") : "");
    this.#deed("again").hidden = !file || !mayGoAgain(file);
    part(this.item, "wound").hidden = !["picture", ""].includes(kind);
    if (file) this.asked = true; // when it leaves, the server has it
    else if (!this.arrived) void this.#ask();
  }

  /** @param {import("messaging/kept-files").File | null} file */
  #said(file) {
    if (file) return stateText(file);
    if (this.arrived) return this.given.state_label ?? word("file-sent");
    return this.missing === false ? word("file-sent") : "";
  }

  /** @param {string} kind */
  #picture(kind) {
    const picture = part(this.item, "picture");
    const address = files.picture(this.id) || (this.given.thumbnail && `${this.given.url}${this.given.thumbnail}`) || "";
    if (address && picture.getAttribute("src") !== address) picture.src = address;
    picture.hidden = !address;
    for (const sign of this.item.querySelectorAll("[data-sign]")) {
      /** @type {HTMLElement} */ (sign).hidden = Boolean(address) || /** @type {HTMLElement} */ (sign).dataset.sign !== signOf(kind || "picture");
    }
  }

  /** Nothing is known of it here: it came with a draft of another device. Has the server got it? */
  async #ask() {
    if (this.asked) return;
    this.asked = true;
    const reply = await new Promise((resolve) => setTimeout(resolve, 1_500)).then(() => (files.find(this.id) || !this.item.isConnected ? null : uploads.ask("HEAD", `/rooms/${this.room}/uploads/${this.id}`, {})));
    if (!reply) return;
    this.missing = reply.status !== 200;
    this.show();
  }

  /** The second photo of a wound is of the same wound, as a rule. */
  #wounded() {
    if (this.#field("is-wound").checked && !this.#field("number").value) {
      const { wound = "1", site = "" } = this.before() ?? {};
      this.#field("number").value = wound;
      this.#field("site").value = site;
    }
    this.dress();
  }

  #known() {
    return files.find(this.id) ?? this.given;
  }

  /** @param {string} name @returns {any} */
  #field(name) {
    return this.item.querySelector(`[data-file-field="${name}"]`);
  }

  /** @param {string} name @returns {any} */
  #deed(name) {
    return this.item.querySelector(`[data-file-deed="${name}"]`);
  }
}
