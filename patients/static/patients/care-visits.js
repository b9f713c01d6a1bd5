/** <care-visits>: taps at the door and ticks, sent without leaving the page. Each is shown as what it is: on its way, kept in this page, or refused. */

import { post } from "shell/api";
import { announce } from "shell/shell";
import { word } from "shell/words";

const AGAIN = 5_000;

/** Taps that have not arrived, by address, with when they were: they outlive the cards around them. @type {Map<string, string>} */
const waiting = new Map();
/** What was said last, so that a card that is fetched anew does not swallow it. */
let said = "";

class CareVisits extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => this.#submitted(event));
    for (const form of this.#forms()) if (waiting.has(form.action)) this.#hold(form);
    this.#say(said);
  }

  /** @returns {HTMLFormElement[]} */
  #forms() {
    return [...this.querySelectorAll("form[data-tap], form[data-tick]")].map((form) => /** @type {HTMLFormElement} */ (form));
  }

  /** @param {Event} event */
  #submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-tap], [data-tick]")) return;
    event.preventDefault();
    if (waiting.has(form.action)) return;
    waiting.set(form.action, new Date().toISOString());
    this.#say("");
    this.#hold(form);
    void this.#send(form.action, {});
  }

  /** @param {string} url @param {object} body the first try has no time: the server's clock is the better one */
  async #send(url, body) {
    const at = waiting.get(url);
    const answer = await post(url, body);
    if (answer.kind === "offline" || answer.kind === "trouble") {
      this.#shown().#say(word("tap-waiting", { time: new Date(at ?? "").toTimeString().slice(0, 5) }));
      setTimeout(() => void this.#send(url, { at }), Math.max(AGAIN, answer.retryAfter * 1_000));
      return;
    }
    waiting.delete(url);
    const shown = this.#shown();
    shown.#say(answer.kind === "ok" ? (answer.body?.message ?? "") : Object.values(answer.fields)[0] || answer.message || word("not-there-now"));
    const form = shown.#forms().find((one) => one.action === url);
    if (answer.kind !== "ok") return form && shown.#release(form);
    if (form?.hasAttribute("data-tick")) shown.#ticked(form);
    else shown.#begun();
  }

  /** The element as it stands now: the one that was tapped may have been fetched anew. @returns {CareVisits} */
  #shown() {
    if (this.isConnected) return this;
    return /** @type {CareVisits | null} */ (document.querySelector("care-visits")) ?? this;
  }

  /** @param {HTMLFormElement} form */
  #hold(form) {
    const button = form.querySelector("button");
    const text = button?.querySelector("span");
    if (!button || !text) return;
    button.setAttribute("aria-disabled", "true");
    form.dataset.label ??= text.textContent ?? "";
    text.textContent = word("tap-sending");
  }

  /** @param {HTMLFormElement} form */
  #release(form) {
    const button = form.querySelector("button");
    button?.removeAttribute("aria-disabled");
    const text = button?.querySelector("span");
    if (text) text.textContent = form.dataset.label ?? "";
  }

  /** @param {HTMLFormElement} form */
  #ticked(form) {
    const list = form.closest("ul");
    form.closest("li")?.remove();
    announce(word("point-done"));
    const badge = list?.parentElement?.querySelector(".badge");
    if (badge) badge.textContent = String(list?.children.length ?? 0);
    if (list?.children.length) return;
    list?.remove();
    if (this.hasAttribute("data-handover")) this.hidden = true;
  }

  #begun() {
    if (this.hasAttribute("data-reload")) location.reload();
    else document.dispatchEvent(new CustomEvent("visits:changed"));
  }

  /** @param {string} text */
  #say(text) {
    said = text;
    const place = /** @type {HTMLElement | null} */ (this.querySelector('[data-part="trouble"]'));
    if (!place) return;
    place.textContent = text;
    place.hidden = !text;
  }
}

customElements.define("care-visits", CareVisits);
