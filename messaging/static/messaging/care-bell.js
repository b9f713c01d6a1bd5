/** <care-bell>: the page's one socket. It hears *that* something changed, tells the page, and shows the connection. */

import { word } from "shell/words";
import { backoff } from "messaging/backoff";
import { uploads } from "messaging/device-files";
import { eraseRoom, outbox, ready, standing } from "messaging/session";

const SILENCE = 45_000; // the server speaks every 20 s; after this the line counts as dead
const PATIENCE = 4_000; // a short break is not worth a word

class CareBell extends HTMLElement {
  connectedCallback() {
    this.attempt = 0;
    this.connected = false;
    this.ended = false;
    this.own = standing();
    this.lostAt = Date.now();
    document.addEventListener("outbox:changed", (event) => {
      this.own = /** @type {CustomEvent} */ (event).detail;
      this.#show();
    });
    document.addEventListener("session:ended", () => this.#end());
    addEventListener("online", () => this.#reconnectNow());
    addEventListener("offline", () => this.socket?.close());
    addEventListener("pagehide", () => this.socket?.close());
    addEventListener("pageshow", (event) => event.persisted && this.#reconnectNow());
    document.addEventListener("visibilitychange", () => !document.hidden && !this.connected && this.#reconnectNow());
    setInterval(() => this.#watch(), 5_000);
    void ready;
    this.#connect();
  }

  #connect() {
    if (this.ended) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/bell`);
    this.socket = socket;
    this.heardAt = Date.now();
    socket.addEventListener("message", (event) => this.#hear(String(event.data)));
    socket.addEventListener("close", (event) => socket === this.socket && this.#lost(event.code));
  }

  /** @param {string} text */
  #hear(text) {
    this.heardAt = Date.now();
    const frame = JSON.parse(text);
    if (frame.type === "hello") this.#greeted();
    if (frame.type === "hello" || frame.type === "heartbeat") this.#tell("bell:heads", frame);
    if (frame.type === "ring") this.#tell("bell:ring", frame);
    if (frame.type === "closed") {
      void eraseRoom(frame.room);
      this.#tell("bell:closed", frame);
    }
    if (frame.type === "signed_out") document.dispatchEvent(new CustomEvent("session:ended", { detail: { code: "signed-out" } }));
  }

  #greeted() {
    this.attempt = 0;
    this.connected = true;
    this.#show();
    void outbox.resume();
    void uploads.resume();
  }

  /** @param {number} code */
  #lost(code) {
    if (this.connected) this.lostAt = Date.now();
    this.connected = false;
    this.#show();
    if (code === 4401) {
      document.dispatchEvent(new CustomEvent("session:ended", { detail: { code: "signed-out" } }));
      return;
    }
    this.attempt += 1;
    this.timer = setTimeout(() => this.#connect(), backoff(this.attempt, Math.random, 1_000, code === 4429 ? 120_000 : 30_000));
  }

  #reconnectNow() {
    if (this.connected || this.ended) return;
    clearTimeout(this.timer);
    this.socket?.close();
    this.#connect();
  }

  #watch() {
    const silent = Date.now() - (this.heardAt ?? 0) > SILENCE;
    if (this.connected && silent) {
      const dead = this.socket;
      this.#lost(1006);
      this.socket = undefined;
      dead?.close();
    }
    this.#show();
  }

  #end() {
    this.ended = true;
    clearTimeout(this.timer);
    this.socket?.close();
    this.connected = false;
    this.#show();
  }

  #show() {
    const { waiting, refused, room } = this.own;
    const lost = !this.connected && (Date.now() - this.lostAt > PATIENCE || navigator.onLine === false);
    const line = this.connected ? "connected" : lost ? "offline" : "connecting";
    const state = refused ? "refused" : waiting ? "waiting" : line;
    const text = word(state === "waiting" && lost ? "state-waiting-offline" : `state-${state}`, { count: refused || waiting });
    this.dataset.state = state;
    const place = /** @type {HTMLAnchorElement | null} */ (this.querySelector(".state-text"));
    if (place && refused) place.href = `/patients/${room}/`;
    else place?.removeAttribute("href");
    if (place && place.textContent !== text) place.textContent = text;
    document.documentElement.dataset.connected = String(this.connected);
  }

  /** @param {string} type @param {object} detail */
  #tell(type, detail) {
    document.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("care-bell", CareBell);
