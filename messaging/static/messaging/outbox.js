/** Operations on their way to the server: first in, first out in each room, the same id every time.
 *
 * @typedef {{id: string, room: string, url: string, body: any, shown?: any, dependsOn: string[], order: number,
 *   state: "waiting" | "parked", attempts: number, code: string, message: string,
 *   fields: Record<string, string>}} Operation
 * @typedef {{kind: string, status: number, body: any, code: string, message: string,
 *   fields: Record<string, string>, retryAfter: number}} Answer
 * @typedef {{all: () => Promise<Operation[]>, put: (operation: Operation) => Promise<void>,
 *   remove: (id: string) => Promise<void>}} Store
 */

import { backoff } from "messaging/backoff";

const RETRIED = new Set(["trouble", "offline"]);

export class Outbox extends EventTarget {
  /**
   * @param {{store: Store, send: (operation: Operation) => Promise<Answer>,
   *   later?: (milliseconds: number, run: () => void) => unknown, random?: () => number,
   *   alone?: (run: () => Promise<void>) => Promise<unknown>}} parts
   */
  constructor({ store, send, later = setTimeoutLater, random = Math.random, alone = (run) => run() }) {
    super();
    this.store = store;
    this.send = send;
    this.later = later;
    this.random = random;
    this.alone = alone;
    /** @type {Operation[]} */
    this.operations = [];
    /** @type {Set<string>} what was written in this page */
    this.here = new Set();
    /** @type {Map<string, number>} rooms that wait, with the number of failures */
    this.resting = new Map();
    this.stopped = false;
    this.flushing = false;
    this.again = false;
  }

  /** Reads what an earlier page or another tab has left. */
  async restore() {
    const kept = await this.store.all();
    this.operations = kept.sort((a, b) => a.order - b.order);
    this.#tell("changed", {});
  }

  /**
   * Keeps an operation on the device, then tries to send it; resolves as soon as it is kept.
   * @param {{id: string, room: string, url: string, body: any, shown?: any, dependsOn?: string[], order: number}} operation
   */
  async add(operation) {
    /** @type {Operation} */
    const kept = { dependsOn: [], state: "waiting", attempts: 0, code: "", message: "", fields: {}, ...operation };
    this.operations.push(kept);
    this.here.add(kept.id);
    this.#tell("changed", { operation: kept });
    await this.#keep(kept).catch(() => this.#tell("unkept", { operation: kept })); // a full device must not stop the sending
    void this.flush();
    return kept;
  }

  /** @param {string} [room] */
  unsent(room) {
    return this.operations.filter((operation) => !room || operation.room === room);
  }

  /** Sends what may be sent; one run at a time in this page, one page at a time on this device. */
  async flush() {
    if (this.flushing || this.stopped) {
      this.again = this.flushing;
      return;
    }
    this.flushing = true;
    try {
      await this.alone(async () => {
        const rooms = new Set(this.operations.map((operation) => operation.room));
        await Promise.all([...rooms].filter((room) => !this.resting.has(room)).map((room) => this.#room(room)));
      });
    } finally {
      this.flushing = false;
    }
    if (this.again) {
      this.again = false;
      await this.flush();
    }
  }

  /** Tries everything again at once, for example when the network is back or somebody signed in. */
  async resume() {
    this.stopped = false;
    this.resting.clear();
    await this.flush();
  }

  /** Sends a parked operation again, with what the person changed. @param {string} id @param {object} [change] */
  async retry(id, change = {}) {
    const operation = this.operations.find((one) => one.id === id);
    if (!operation) return;
    Object.assign(operation, { state: "waiting", code: "", message: "", fields: {}, body: { ...operation.body, ...change } });
    for (const other of this.operations) if (other.code === "depends" && other.dependsOn.includes(id)) other.state = "waiting";
    await this.#keep(operation);
    this.#tell("changed", { operation });
    await this.flush();
  }

  /** Gives an operation up; what depends on it stays parked and is shown. @param {string} id */
  async discard(id) {
    this.operations = this.operations.filter((operation) => operation.id !== id);
    await this.store.remove(id);
    this.#tell("discarded", { id });
    this.#tell("changed", { discarded: id });
  }

  /** Takes an operation as another tab of this device wrote it; that tab sends it. @param {Operation} given */
  adopt(given) {
    const known = this.operations.find((one) => one.id === given.id);
    if (known) Object.assign(known, given);
    else this.operations = [...this.operations, given].sort((a, b) => a.order - b.order);
    this.#tell("changed", { operation: given });
  }

  /** Another tab has sent it, or given it up. @param {string} id */
  forget(id) {
    this.operations = this.operations.filter((operation) => operation.id !== id);
    this.#tell("changed", {});
  }

  /** Erases everything of a room that was closed to this person. @param {string} room */
  async eraseRoom(room) {
    for (const operation of this.unsent(room)) await this.discard(operation.id);
  }

  /** @param {Operation} operation */
  async #keep(operation) {
    await this.store.put(operation);
    this.#tell("kept", { operation });
  }

  /** @param {string} room */
  async #room(room) {
    for (;;) {
      const operation = this.operations.find((one) => one.room === room && this.#ready(one));
      if (!operation || this.stopped) return;
      const answer = await this.send(operation);
      if (answer.kind === "ok") await this.#sent(operation, answer);
      else if (answer.kind === "signed-out") this.#stop();
      else if (RETRIED.has(answer.kind)) return this.#rest(operation, answer);
      else await this.#park(operation, answer.code || answer.kind, answer.message, answer.fields);
    }
  }

  /** @param {Operation} operation */
  #ready(operation) {
    return operation.state === "waiting" && !operation.dependsOn.some((id) => this.operations.some((one) => one.id === id));
  }

  /** @param {Operation} operation @param {Answer} answer */
  async #sent(operation, answer) {
    this.operations = this.operations.filter((one) => one !== operation);
    this.resting.delete(operation.room);
    await this.store.remove(operation.id);
    this.#tell("sent", { operation, body: answer.body });
    this.#tell("changed", { operation });
  }

  #stop() {
    this.stopped = true;
    this.#tell("stopped", {});
  }

  /** @param {Operation} operation @param {Answer} answer */
  #rest(operation, answer) {
    const failures = (this.resting.get(operation.room) ?? operation.attempts) + 1;
    operation.attempts = failures;
    this.resting.set(operation.room, failures);
    const wait = Math.max(answer.retryAfter * 1_000, backoff(failures, this.random));
    this.#tell("resting", { operation, wait });
    this.later(wait, () => {
      this.resting.delete(operation.room);
      void this.flush();
    });
  }

  /** @param {Operation} operation @param {string} code @param {string} message @param {Record<string, string>} fields */
  async #park(operation, code, message, fields) {
    Object.assign(operation, { state: "parked", code, message, fields });
    await this.#keep(operation);
    for (const other of this.operations) {
      if (other.state === "waiting" && other.dependsOn.includes(operation.id)) await this.#park(other, "depends", "", {});
    }
    this.#tell("parked", { operation });
    this.#tell("changed", { operation });
  }

  /** @param {string} type @param {object} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @param {number} milliseconds @param {() => void} run */
function setTimeoutLater(milliseconds, run) {
  return setTimeout(run, milliseconds);
}
