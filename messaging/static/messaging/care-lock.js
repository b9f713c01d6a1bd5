/** <care-lock>: counts idle seconds, renewed by gestures only; at their end the page shows nothing any more. */

import { post } from "shell/api";
import { comeBack, holdsSomething } from "messaging/session";

const RENEWED_EVERY = 60_000;
const GESTURES = ["pointerdown", "keydown", "touchstart", "wheel"];
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("tsunagi-lock") : null;

class CareLock extends HTMLElement {
  connectedCallback() {
    this.limit = Number(this.dataset.seconds) * 1_000;
    this.touchedAt = Date.now();
    this.renewedAt = Date.now();
    this.locked = false;
    for (const gesture of GESTURES) addEventListener(gesture, (event) => event.isTrusted && this.#touch(), { passive: true, capture: true });
    document.addEventListener("session:ended", () => this.lock());
    document.addEventListener("visibilitychange", () => !document.hidden && this.#look());
    addEventListener("focus", () => this.#look());
    addEventListener("pageshow", (event) => event.persisted && this.#look());
    setInterval(() => this.#count(), 1_000);
    channel?.addEventListener("message", ({ data }) => this.#heard(data));
    channel?.postMessage({ type: "here" });
  }

  #touch() {
    if (this.locked) return;
    this.touchedAt = Date.now();
    if (Date.now() - this.renewedAt < RENEWED_EVERY) return;
    this.renewedAt = Date.now();
    channel?.postMessage({ type: "touched" });
    void post("/me/gesture");
  }

  #count() {
    if (!this.locked && this.limit && Date.now() - this.touchedAt > this.limit) this.lock();
  }

  /** @param {{type: string}} data */
  #heard(data) {
    if (data.type === "touched") this.touchedAt = Date.now();
    if (data.type === "locked") this.lock();
    if (data.type === "here" && this.locked) void this.#look();
  }

  lock() {
    if (this.locked) return;
    this.locked = true;
    channel?.postMessage({ type: "locked" });
    document.dispatchEvent(new CustomEvent("session:locked"));
    document.documentElement.dataset.locked = "true";
    this.titleBefore = document.title;
    document.title = "つなぎ";
    for (const dialog of document.querySelectorAll("dialog[open]")) /** @type {HTMLDialogElement} */ (dialog).close();
    for (const part of document.body.children) if (part !== this) part.toggleAttribute("inert", true);
    document.getElementById("page-frame")?.toggleAttribute("hidden", true);
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("lock-template"));
    this.replaceChildren(template.content.cloneNode(true));
    this.#link();
  }

  /** The way to sign in; in another tab when this one still holds words that are not sent. */
  #link() {
    const link = /** @type {HTMLAnchorElement | null} */ (this.querySelector("[data-sign-in]"));
    if (!link) return;
    link.href = `/sign-in/?next=${encodeURIComponent(location.pathname)}`;
    if (holdsSomething()) {
      link.target = "_blank";
      link.rel = "opener";
    }
    link.focus();
  }

  /** Somebody may have signed in meanwhile: the same person goes on, anybody else starts afresh. */
  async #look() {
    if (!this.locked) return this.#count();
    const found = await comeBack();
    if (found === "back") location.reload();
    if (found === "other") location.assign("/");
  }
}

customElements.define("care-lock", CareLock);
