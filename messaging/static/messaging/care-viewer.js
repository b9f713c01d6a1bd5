/** <care-viewer>: looks at photos, documents, films and texts of one patient, alone or two side by side. */

import { when } from "shell/dates";
import { word } from "shell/words";
import { part, say } from "messaging/parts";
import { labelOf, lineOf, momentOf, pictured } from "messaging/pictured";
import { ViewerChoice } from "messaging/viewer-choice";
import { Pane } from "messaging/viewer-pane";

const LATE = 10 * 60_000;
const STRIDE = 0.15; // of the stage: how far an arrow moves what is enlarged
const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

class CareViewer extends HTMLElement {
  connectedCallback() {
    this.room = this.getAttribute("room") ?? "";
    this.dialog = /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
    this.choice = new ViewerChoice(part(this, "choice"), this.room);
    /** @type {any[]} */
    this.files = [];
    this.at = 0;
    /** @type {Pane[]} */
    this.panes = [];
    document.addEventListener("click", (event) => this.#asked(event));
    for (const type of ["session:locked", "room:closed"]) document.addEventListener(type, () => this.dialog.close());
    document.addEventListener("attachments:gone", (event) => this.#gone(/** @type {CustomEvent} */ (event).detail.entry));
    this.dialog.addEventListener("keydown", (event) => this.#pressed(event));
    this.dialog.addEventListener("cancel", (event) => this.#escaped(event));
    this.dialog.addEventListener("close", () => this.#closed());
    this.addEventListener("click", (event) => this.#done(/** @type {HTMLElement} */ (event.target)));
    part(this, "page").addEventListener("change", (/** @type {any} */ event) => this.#turn(Number(event.target.value)));
  }

  /** @param {MouseEvent} event */
  #asked(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const link = /** @type {HTMLElement | null} */ (target.closest("[data-attachment]"));
    const pair = /** @type {HTMLElement | null} */ (target.closest("[data-compare]"));
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (pair) this.#openPair(pair);
    const file = link && pictured.get(link.dataset.attachment ?? "");
    if (!link || !file) return;
    event.preventDefault();
    const gallery = link.closest("[data-gallery]") ?? link;
    const ids = [...gallery.querySelectorAll("[data-attachment]")].map((one) => /** @type {HTMLElement} */ (one).dataset.attachment ?? "");
    const files = ids.map((id) => pictured.get(id)).filter(Boolean);
    this.open(files.length ? files : [file], Math.max(0, files.indexOf(file)), link);
  }

  /** @param {HTMLElement} button */
  #openPair(button) {
    const [first, second] = (button.dataset.compare ?? "").split(" ").map((id) => pictured.get(id));
    if (!first || !second) return;
    this.open([first, second], 1, button);
    this.beside(first);
  }

  /** @param {any[]} files @param {number} at @param {HTMLElement} opener gets the focus back */
  open(files, at, opener) {
    this.files = files;
    this.opener = opener;
    const header = document.querySelector("[data-patient-header]");
    part(this, "patient").textContent = header?.querySelector(".patient-name")?.textContent ?? "";
    part(this, "birth").textContent = header?.querySelector(".patient-facts span")?.textContent ?? "";
    if (!this.dialog.open) this.dialog.showModal();
    this.show(at);
    this.panes[0].element.focus();
  }

  get file() {
    return this.files[this.at];
  }

  get pane() {
    return this.panes.find((pane) => pane.element.contains(document.activeElement)) ?? this.panes[0];
  }

  /** @param {number} at */
  show(at) {
    const held = this.panes.some((pane) => pane.element.contains(document.activeElement));
    this.at = at;
    this.#put([new Pane(this.file, { changed: () => this.#scaled(), swiped: (step) => this.#walk(step) })]);
    if (held) this.panes[0].element.focus();
    this.#head(this.file);
    this.#bar();
    const count = this.files.length > 1 ? word("viewer-count", { number: at + 1, count: this.files.length }) : "";
    part(this, "said").textContent = [count, labelOf(this.file)].filter(Boolean).join(" ");
  }

  /** The older one stands first. @param {any} other */
  beside(other) {
    const pair = [this.file, other].sort((a, b) => Date.parse(momentOf(a)) - Date.parse(momentOf(b)));
    this.#put(pair.map((file) => new Pane(file, { changed: (pane) => this.#scaled(pane) })));
    for (const pane of this.panes) pane.caption();
    say(part(this, "title"), word("viewer-pair"));
    say(part(this, "when"), "");
    this.#bar();
    this.panes[0].element.focus();
    part(this, "said").textContent = this.panes.map((pane) => part(pane.element, "pane-caption").textContent).join("、");
  }

  /** @param {Pane[]} panes */
  #put(panes) {
    for (const pane of this.panes) pane.drop();
    this.panes = panes;
    const place = part(this, "panes");
    place.replaceChildren(...panes.map((pane) => pane.element));
    place.classList.toggle("two", panes.length > 1);
  }

  /** @param {any} file */
  #head(file) {
    say(part(this, "title"), lineOf(file) || file.kind_label);
    const by = file.by ? `${file.by.name}（${file.by.role_label}）` : "";
    const late = !file.taken_at || Math.abs(Date.parse(file.arrived_at ?? file.at) - Date.parse(file.taken_at)) > LATE;
    const told = [by, file.taken_at && word("viewer-taken", { time: when(file.taken_at) }), late && word("viewer-arrived", { time: when(file.arrived_at ?? file.at) })];
    say(part(this, "when"), told.filter(Boolean).join(" ・ "));
  }

  #bar() {
    const single = this.panes.length === 1;
    const { kind } = this.file;
    const show = (/** @type {string} */ selector, /** @type {boolean} */ shown) => { /** @type {HTMLElement} */ (this.querySelector(selector)).hidden = !shown; };
    show('[data-part="walk"]', single && this.files.length > 1);
    show('[data-part="pages"]', single && kind === "document");
    show('[data-part="zoom"]', Boolean(this.panes[0].zoom));
    show('[data-part="together"]', !single);
    show('[data-deed="compare"]', single && kind === "picture");
    show('[data-deed="single"]', !single);
    show('[data-part="download"]', single);
    show('[data-part="entry"]', single && Boolean(this.file.entry));
    part(this, "count").textContent = `${this.at + 1} / ${this.files.length}`;
    part(this, "download").href = `${this.file.url}original?download`;
    part(this, "entry").href = `/patients/${this.room}/#entry-${this.file.entry}`;
    this.#paged();
    this.#scaled();
  }

  #paged() {
    const page = part(this, "page");
    page.value = String(this.panes[0].page);
    page.max = String(this.panes[0].pages);
    part(this, "page-count").textContent = ` / ${this.panes[0].pages}`;
  }

  /** @param {Pane} [by] */
  #scaled(by) {
    const together = /** @type {HTMLInputElement} */ (part(this, "together").querySelector("input")).checked;
    if (by?.zoom && together) {
      for (const pane of this.panes) if (pane !== by) pane.zoom?.set(by.zoom.now, true);
      for (const pane of this.panes) pane.sharpen();
    }
    part(this, "scale").textContent = `${Math.round((this.pane?.zoom?.now.scale ?? 1) * 100)}%`;
  }

  /** @param {number} step */
  #walk(step) {
    const next = this.at + step;
    if (this.panes.length === 1 && this.files[next]) this.show(next);
  }

  /** @param {number} page */
  #turn(page) {
    const [pane] = this.panes;
    if (pane?.turn(page)) part(this, "said").textContent = word("viewer-page", { page, count: pane.pages });
    this.#paged();
    this.#scaled();
  }

  /** @param {HTMLElement} target */
  #done(target) {
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-deed]"));
    const deed = button?.dataset.deed;
    if (target.closest('[data-part="entry"]')) this.dialog.close();
    if (deed === "previous" || deed === "next") this.#walk(deed === "next" ? 1 : -1);
    if (deed === "page-back" || deed === "page-on") this.#turn(this.panes[0].page + (deed === "page-on" ? 1 : -1));
    if (deed === "larger") this.pane?.zoom?.larger();
    if (deed === "smaller") this.pane?.zoom?.smaller();
    if (deed === "fit") this.pane?.zoom?.fit();
    if (deed === "compare") this.#choose();
    if (deed === "single") this.#alone();
    if (deed === "leave-choice") this.#chosen();
    if (deed === "more-choices") void this.choice.more();
    if (deed === "pick") this.#chosen(this.choice.files.get(button?.dataset.file ?? ""));
  }

  #choose() {
    void this.choice.open(this.file);
    this.#behind(true);
    /** @type {HTMLElement} */ (this.querySelector('[data-deed="leave-choice"]')).focus();
  }

  /** @param {any} [file] */
  #chosen(file) {
    this.choice.close();
    this.#behind(false);
    if (file) this.beside(file);
    else /** @type {HTMLElement} */ (this.querySelector('[data-deed="compare"]')).focus();
  }

  /** What lies behind the choice is out of reach. @param {boolean} covered */
  #behind(covered) {
    for (const place of this.querySelectorAll(".viewer-panes, .viewer-bar")) place.toggleAttribute("inert", covered);
  }

  #alone() {
    this.show(this.at);
    this.panes[0].element.focus();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || !this.choice.place.hidden) return;
    const steers = target.matches("video, input[type=number]"); // its arrows are its own
    const arrow = ARROWS[/** @type {keyof typeof ARROWS} */ (event.key)];
    const pane = this.pane;
    if (arrow && !steers && pane?.zoom && pane.zoom.now.scale > 1) pane.zoom.pan(arrow[0] * STRIDE, arrow[1] * STRIDE);
    else if (arrow?.[0] && !steers) this.#walk(-arrow[0]);
    else if (event.key === "PageDown" && pane?.pages) this.#turn(pane.page + 1);
    else if (event.key === "PageUp" && pane?.pages) this.#turn(pane.page - 1);
    else if (target.matches("input[type=number]")) return;
    else if (event.key === "+" || event.key === "=") pane?.zoom?.larger();
    else if (event.key === "-") pane?.zoom?.smaller();
    else if (event.key === "0") pane?.zoom?.fit();
    else return;
    event.preventDefault();
  }

  /** Leaves the choice first. @param {Event} event */
  #escaped(event) {
    if (this.choice.place.hidden) return;
    event.preventDefault();
    this.#chosen();
  }

  /** @param {string} entry */
  #gone(entry) {
    if (this.dialog.open && this.panes.some((pane) => pane.file.entry === entry)) this.dialog.close();
  }

  /** Nothing that was looked at stays in the page. */
  #closed() {
    this.choice.close();
    this.#behind(false);
    this.#put([]);
    this.files = [];
    for (const name of ["patient", "birth", "title", "when", "said"]) part(this, name).textContent = "";
    this.opener?.focus({ preventScroll: true });
    this.opener = null;
  }
}

customElements.define("care-viewer", CareViewer);
