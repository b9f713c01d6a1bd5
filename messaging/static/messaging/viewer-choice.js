/** Which photo shall stand beside another: those of the same wound first, then all by their day. */

import { get } from "shell/api";
import { day } from "shell/dates";
import { word } from "shell/words";
import { copyOf, make, part, say } from "messaging/parts";
import { labelOf, lineOf, momentOf } from "messaging/pictured";

export class ViewerChoice {
  /** @param {HTMLElement} place @param {string} room */
  constructor(place, room) {
    this.place = place;
    this.room = room;
    /** @type {Map<string, any>} what may be chosen */
    this.files = new Map();
  }

  /** @param {any} file */
  async open(file) {
    this.beside = file;
    this.page = 0;
    this.clear();
    this.place.hidden = false;
    part(this.place, "choices").replaceChildren();
    if (file.wound) await this.#add({ wound: file.wound }, word("attachment-wound", { number: file.wound }));
    await this.more();
  }

  more() {
    this.page = (this.page ?? 0) + 1;
    return this.#add({ page: String(this.page) }, this.page === 1 ? word("viewer-others") : "");
  }

  close() {
    this.place.hidden = true;
    this.clear();
  }

  clear() {
    this.files.clear();
    part(this.place, "choices").replaceChildren();
  }

  /** @param {Record<string, string>} asked @param {string} title */
  async #add(asked, title) {
    const query = new URLSearchParams({ kind: "picture", ...asked });
    const answer = await get(`/rooms/${this.room}/pictures?${query}`);
    if (this.place.hidden) return;
    const found = answer.kind === "ok" ? answer.body.files : [];
    const others = found.filter((/** @type {any} */ one) => one.id !== this.beside.id && !this.files.has(one.id));
    if (others.length) part(this.place, "choices").append(...(title ? [make("h3", "viewer-choice-title", title)] : []), this.#list(others));
    if (asked.page) part(this.place, "more").hidden = !answer.body?.more;
    say(part(this.place, "choice-said"), answer.kind !== "ok" ? word("not-there-now") : this.files.size || asked.wound ? "" : word("viewer-none"));
  }

  /** @param {any[]} files */
  #list(files) {
    const list = make("ul", "strip");
    list.append(...files.map((file) => {
      this.files.set(file.id, file);
      const item = copyOf("choice-template");
      const button = /** @type {HTMLElement} */ (item.querySelector("button"));
      button.dataset.file = file.id;
      const image = part(item, "thumbnail");
      image.src = file.url + file.thumbnail;
      part(item, "text").textContent = [day(momentOf(file)), lineOf(file)].filter(Boolean).join(" ");
      button.setAttribute("aria-label", [day(momentOf(file)), labelOf(file)].join(" "));
      return item;
    }));
    return list;
  }
}
