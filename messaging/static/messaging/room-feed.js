/** Fetches one room, one request at a time: the newest page, earlier ones, and what the bell announced. */

import { get } from "shell/api";
import { backoff } from "messaging/backoff";
import { Cursor, touched } from "messaging/cursor";
import { ServerClock } from "messaging/restamp";

const MOST_PAGES = 4; // to find the unread line at the start
const FAR = 20; // to find one entry or one day

export class RoomFeed extends EventTarget {
  /** @param {string} room */
  constructor(room) {
    super();
    this.room = room;
    this.cursor = new Cursor();
    this.clock = new ServerClock();
    this.filters = new URLSearchParams();
    this.wanted = 0;
    this.epoch = 0;
    this.failures = 0;
    this.closed = false;
    /** @type {Promise<unknown>} */
    this.line = Promise.resolve();
  }

  /** @template T @param {() => Promise<T>} step @returns {Promise<T>} */
  #inTurn(step) {
    const result = this.line.then(step);
    this.line = result.catch(() => {});
    return result;
  }

  /** The newest page, and as many before it as the unread line needs. */
  start() {
    return this.#inTurn(async () => {
      const page = await this.#page(0);
      if (!page) return null;
      this.cursor.start(page);
      this.epoch = page.epoch;
      this.#tell("pointers", page);
      const unread = page.unread_from ?? page.head;
      for (let count = 1; count < MOST_PAGES && this.cursor.earlier && this.cursor.oldest > unread + 1; count += 1) await this.#before();
      this.#tell("started", page);
      return page;
    });
  }

  earlier() {
    return this.#inTurn(async () => {
      const page = await this.#before();
      if (page) this.#tell("changed", { added: [], earlier: true, touched: new Map() });
      return page;
    });
  }

  /** Goes back until something is found, or the beginning is reached. @param {() => boolean} found */
  until(found) {
    return this.#inTurn(async () => {
      for (let count = 0; count < FAR && !found() && this.cursor.earlier; count += 1) if (!(await this.#before())) break;
      this.#tell("changed", { added: [], earlier: true, touched: new Map() });
      return found();
    });
  }

  /** Entries from a day on, without touching what is live. @param {string} day */
  async on(day) {
    const answer = await get(`/rooms/${this.room}/on/${day}`);
    return answer.kind === "ok" ? answer.body : null;
  }

  /** The bell named a head. @param {number} head @param {number} [epoch] */
  hear(head, epoch) {
    const wish = this.cursor.wants(head, epoch ?? this.epoch);
    if (wish === "start-again") void this.start();
    else void this.pull(head);
  }

  /** @param {number} [upTo] */
  pull(upTo = 0) {
    this.wanted = Math.max(this.wanted, upTo);
    return this.#inTurn(() => this.#pull());
  }

  async #pull() {
    if (this.closed || !this.cursor.started) return;
    for (;;) {
      const answer = await get(`/rooms/${this.room}/after/${this.cursor.at}`);
      if (answer.kind !== "ok") return this.#failed(answer);
      this.failures = 0;
      this.clock.hear(answer.body.now);
      const applied = this.cursor.apply(answer.body);
      this.#tell("pointers", answer.body);
      if (applied.outcome === "start-again") return void this.start();
      this.#tell("changed", { added: applied.added, earlier: false, touched: touched(answer.body) });
      if ([...applied.kinds].some((kind) => ["patient", "location", "member", "consent"].includes(kind))) this.#tell("header", {});
      const entries = answer.body.entries ?? [];
      if (applied.kinds.has("handover") || entries.some((/** @type {any} */ entry) => entry.form)) this.#tell("handover", {});
      if (!answer.body.more) return;
    }
  }

  async #before() {
    const page = await this.#page(this.cursor.next);
    if (!page) return null;
    this.cursor.prepend(page);
    this.#tell("pointers", page);
    return page;
  }

  /** @param {number} cursor */
  async #page(cursor) {
    const query = this.filters.toString();
    const answer = await get(`/rooms/${this.room}/before/${cursor}${query ? `?${query}` : ""}`);
    if (answer.kind === "ok") {
      this.failures = 0;
      this.clock.hear(answer.body.now);
      return answer.body;
    }
    this.#failed(answer);
    return null;
  }

  /** @param {import("shell/api").Answer} answer */
  #failed(answer) {
    if (answer.kind === "absent") return this.close();
    if (answer.kind === "signed-out") return undefined;
    this.failures += 1;
    this.#tell("trouble", { started: this.cursor.started });
    const wait = Math.max(answer.retryAfter * 1_000, backoff(this.failures, Math.random, 2_000, 30_000));
    setTimeout(() => void (this.cursor.started ? this.pull() : this.start()), wait);
    return undefined;
  }

  close() {
    this.closed = true;
    this.cursor.forget();
    this.#tell("closed", {});
  }

  /** @param {string} type @param {object} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
