/** <care-today>: fetches the cards again when a bell rang, without moving what is being read. */

import { wireDeeds } from "messaging/today-deeds";

const CALM = 700;

class CareToday extends HTMLElement {
  connectedCallback() {
    this.heads = "";
    wireDeeds(this, () => this.#soon());
    document.addEventListener("bell:ring", () => this.#soon());
    document.addEventListener("bell:closed", () => this.#soon());
    document.addEventListener("visits:changed", () => this.#soon());
    document.addEventListener("bell:heads", (event) => this.#compare(/** @type {CustomEvent} */ (event).detail));
    document.addEventListener("session:locked", () => this.replaceChildren());
    document.addEventListener("visibilitychange", () => !document.hidden && this.stale && this.#soon());
  }

  /** @param {{heads: object, epoch: number}} frame */
  #compare(frame) {
    const heads = JSON.stringify([frame.epoch, frame.heads]);
    if (this.heads && heads !== this.heads) this.#soon();
    this.heads = heads;
  }

  #soon() {
    this.stale = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => !document.hidden && this.#refresh(), CALM);
  }

  #refresh() {
    this.stale = false;
    const request = new XMLHttpRequest();
    request.open("GET", this.dataset.url ?? location.pathname);
    request.setRequestHeader("X-Fragment", "cards");
    request.responseType = "document"; // the browser parses it without running anything
    request.addEventListener("load", () => request.status === 200 && this.#take(request.responseXML));
    request.send();
  }

  /** @param {Document | null} page */
  #take(page) {
    const cards = page?.querySelector("[data-today]");
    if (!cards || document.documentElement.dataset.locked) return;
    const focused = document.activeElement?.closest("[data-key]")?.getAttribute("data-key");
    const held = this.#firstVisible();
    const before = held && this.#row(held)?.getBoundingClientRect().top;
    const open = [...this.querySelectorAll("details[open][data-key]")].map((one) => one.getAttribute("data-key") ?? "");
    this.replaceChildren(document.importNode(cards, true));
    for (const key of open) this.#row(key)?.setAttribute("open", "");
    const after = held && this.#row(held)?.getBoundingClientRect().top;
    if (before != null && after != null && scrollY > 0) scrollBy(0, after - before);
    if (focused) /** @type {HTMLElement | null} */ (this.#row(focused))?.focus({ preventScroll: true });
  }

  #firstVisible() {
    const rows = [...this.querySelectorAll("[data-key]")];
    return rows.find((row) => row.getBoundingClientRect().top > 60)?.getAttribute("data-key");
  }

  /** @param {string} key */
  #row(key) {
    return this.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }
}

customElements.define("care-today", CareToday);
