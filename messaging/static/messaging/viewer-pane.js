/** One file as it is looked at: a picture, a page of a document, a film or a text. */

import { day } from "shell/dates";
import { word } from "shell/words";
import { copyOf, make, part, say } from "messaging/parts";
import { labelOf, lineOf, momentOf } from "messaging/pictured";
import { dropFilm, filmOf } from "messaging/viewer-film";
import { FITTED, Zoom } from "messaging/viewer-zoom";

const SHARPER_FROM = 1.3; // times larger than fitted: from here on the preview is too coarse
const MOST_TEXT = 200_000;

export class Pane {
  /** @param {any} file @param {{changed: (pane: Pane) => void, swiped?: (step: number) => void}} hear */
  constructor(file, hear) {
    this.file = file;
    this.page = 1;
    this.element = copyOf("pane-template");
    this.element.dataset.kind = file.kind;
    this.element.setAttribute("aria-label", labelOf(file));
    this.stage = part(this.element, "stage");
    this.zoom = this.isPicture ? new Zoom(this.stage, { swiped: hear.swiped, changed: () => this.#zoomed(hear) }) : null;
    this.show();
  }

  /** Pictures and pages can be enlarged. */
  get isPicture() {
    return this.file.kind === "picture" || this.file.kind === "document";
  }

  get pages() {
    return this.file.pages ?? 0;
  }

  show() {
    if (this.file.kind === "film") return this.stage.replaceChildren(filmOf(this.file, labelOf(this.file), (said) => this.#failed(said)));
    if (this.file.kind === "text") return void this.#text();
    const rendition = this.file.kind === "document" ? `page-${this.page}` : this.file.preview;
    const image = this.#image(rendition);
    this.sharp = rendition === "original" || this.file.kind === "document";
    this.zoom?.set(FITTED, true);
    this.#put(image);
    return undefined;
  }

  /** @param {number} page @returns {boolean} whether there is such a page */
  turn(page) {
    if (page === this.page || page < 1 || page > this.pages) return false;
    this.page = page;
    this.show();
    return true;
  }

  /** When there are two, each says its day. */
  caption() {
    say(part(this.element, "pane-caption"), [day(momentOf(this.file)), lineOf(this.file)].filter(Boolean).join("　"));
  }

  drop() {
    const film = this.stage.querySelector("video");
    if (film) dropFilm(film);
    for (const image of this.stage.querySelectorAll("img")) image.removeAttribute("src");
    this.dropped = true;
    this.element.remove();
  }

  /** @param {string} rendition */
  #image(rendition) {
    const image = document.createElement("img");
    image.className = "pane-image";
    image.alt = [labelOf(this.file), this.pages ? word("viewer-page", { page: this.page, count: this.pages }) : ""].filter(Boolean).join(" ");
    image.decoding = "async";
    image.draggable = false;
    image.addEventListener("error", () => image.isConnected && image.src && this.#failed());
    image.src = this.file.url + rendition;
    return image;
  }

  /** @param {HTMLElement} image */
  #put(image) {
    this.stage.replaceChildren(image);
    if (this.zoom) {
      this.zoom.target = image;
      this.zoom.set(this.zoom.now, true);
    }
  }

  /** @param {{changed: (pane: Pane) => void}} hear */
  #zoomed(hear) {
    hear.changed(this);
    this.sharpen();
  }

  /** Once it is enlarged the original takes the place of the preview. */
  sharpen() {
    if (this.sharp || !this.zoom || this.zoom.now.scale < SHARPER_FROM) return;
    this.sharp = true;
    const image = this.#image("original");
    const shown = () => !this.dropped && this.#put(image);
    image.decode().then(shown, () => undefined); // without it the preview stays
  }

  async #text() {
    const pre = make("pre", "pane-text");
    this.stage.replaceChildren(pre);
    try {
      const answer = await fetch(`${this.file.url}original`, { cache: "no-store", credentials: "same-origin" });
      if (!answer.ok) return this.#failed();
      const text = await answer.text();
      pre.textContent = text.slice(0, MOST_TEXT);
      if (text.length > MOST_TEXT) this.stage.append(make("p", "pane-said", word("viewer-text-long")));
    } catch {
      this.#failed();
    }
    return undefined;
  }

  #failed(why = "viewer-failed") {
    if (this.dropped) return;
    const said = make("p", "pane-said", word(why));
    said.setAttribute("role", "alert");
    this.stage.replaceChildren(said);
  }
}
