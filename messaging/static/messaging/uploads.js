/** Files on their way to the server: one at a time, the small ones first, until it has all of them.
 *
 * @typedef {import("messaging/kept-files").File} File
 */

import { backoff } from "messaging/backoff";
import { Upload, hexadecimal, sha256 } from "messaging/upload";
import { Verdicts } from "messaging/upload-verdict";

const HASHED = 40 * 1024 * 1024; // larger ones are told piece by piece only: nothing reads a film into memory
const SAVED_EVERY = 3_000;
// Refused for what may be otherwise next time: what this device holds is still good.
const CURABLE = new Set(["checksum", "damaged", "interrupted", "quota-person", "quota-organization"]);
const FRESH = { sha256: "", begun: false, complete: false, unkept: false, posted: false, judged: false, received: 0, code: "", message: "" };

export class Uploads {
  /**
   * @param {{kept: import("messaging/kept-files").KeptFiles, ask: import("messaging/upload").Ask,
   *   later?: (milliseconds: number, run: () => void) => unknown, random?: () => number,
   *   alone?: (run: () => Promise<void>) => Promise<unknown>, before?: () => Promise<unknown>}} parts
   */
  constructor({ kept, ask, later = (milliseconds, run) => setTimeout(run, milliseconds), random = Math.random, alone = (run) => run(), before = async () => {} }) {
    this.kept = kept;
    this.ask = ask;
    this.later = later;
    this.random = random;
    this.alone = alone;
    this.before = before;
    this.failures = 0;
    this.resting = false;
    this.stopped = false;
    this.flushing = false;
    this.again = false;
    this.savedAt = 0;
    /** @type {Set<string>} chosen, and not read yet: they are announced with their digest or not at all */
    this.hashing = new Set();
    /** @type {Promise<unknown>} */
    this.read = Promise.resolve();
    /** @type {{id: string, abort: AbortController} | null} */
    this.current = null;
    this.verdicts = new Verdicts({ kept, ask: () => this.ask, later, judged: (id, verdict) => this.judged(id, verdict) });
  }

  /** What is not at the server yet. @returns {File[]} */
  get pending() {
    return this.kept.all.filter(({ state }) => state === "waiting" || state === "sending");
  }

  /** What would be gone if this page went away. */
  get unkept() {
    return this.pending.filter(({ complete }) => !complete);
  }

  /**
   * Takes a file: it is kept on this device and sent, both at once.
   * @param {{id: string, room: string, name: string, type: string, kind: string, order: number}} given
   * @param {Blob} blob
   */
  async add(given, blob) {
    /** @type {File} */
    const file = { ...FRESH, ...given, size: blob.size, state: "waiting" };
    this.hashing.add(file.id);
    this.kept.take(file, blob);
    const isRead = await (this.read = this.read.then(() => this.#hash(file, blob)));
    this.hashing.delete(file.id);
    if (!isRead) return this.#lose(file);
    void this.flush();
    return this.kept.keep(file);
  }

  /** One at a time: twenty photos are not in memory at once. @param {File} file @param {Blob} blob @returns {Promise<boolean>} false: it was taken away since it was chosen */
  async #hash(file, blob) {
    if (file.size > HASHED) return true;
    const bytes = await blob.arrayBuffer().catch(() => null);
    if (bytes) file.sha256 = hexadecimal(await sha256(bytes));
    return Boolean(bytes);
  }

  /** Takes a file away: here, and at the server when no entry names it. @param {string} id @param {string} [room] */
  async remove(id, room = this.kept.find(id)?.room) {
    this.stop(id);
    await this.kept.remove(id);
    if (room) await this.ask("DELETE", `/rooms/${room}/uploads/${id}`, {}); // unheard, it is gone there after some days
  }

  /** An entry that names these files is at the server. @param {string[]} ids */
  async posted(ids) {
    for (const file of ids.flatMap((id) => this.kept.find(id) ?? [])) {
      file.posted = true;
      await (file.judged && file.state === "sent" ? this.kept.leave(file) : this.kept.save(file));
      // What did not even begin is announced again, so that the entry says to everybody why it is missing.
      if (file.state === "refused" && !file.begun) await this.retry(file.id);
    }
  }

  /** No entry names these any more: what is here of them is erased, and given up at the server. @param {string[]} ids */
  async dropped(ids) {
    for (const id of ids) if (this.kept.find(id)) await this.remove(id);
  }

  /** Sends a refused file again; what the server said of it is forgotten there first. @param {string} id */
  async retry(id) {
    const file = this.kept.find(id);
    if (file?.state !== "refused") return;
    if (file.begun) await this.ask("DELETE", `/rooms/${file.room}/uploads/${id}`, {});
    Object.assign(file, { state: "waiting", code: "", message: "", begun: false, judged: false, received: 0 });
    this.kept.changed(file);
    await this.resume();
  }

  /** The server has looked at it: only now may its copy here go, and a refused one waits for somebody to decide. @param {string} id @param {import("messaging/upload").Verdict} verdict */
  async judged(id, { state, reason, message }) {
    const file = this.kept.find(id);
    if (!file) return;
    if (state === "clean") {
      Object.assign(file, { state: "sent", received: 1, code: "", message: "", judged: true });
      this.kept.changed(file);
      await (file.posted ? this.kept.leave(file) : this.kept.dropBytes(file));
    } else if (state === "refused" && (file.state === "sent" || (file.state === "refused" && !file.judged))) {
      Object.assign(file, { state: "refused", code: reason, message, judged: true, begun: true });
      this.kept.changed(file);
      await this.kept.save(file);
    } else if (state === "gone" && file.state === "sent") {
      Object.assign(file, { state: "waiting", begun: false, received: 0 });
      this.kept.changed(file);
      await this.flush();
    }
  }

  /** Erases everything of a room that was closed to this person. @param {string} room */
  async eraseRoom(room) {
    for (const { id } of this.kept.all.filter((one) => one.room === room)) {
      this.stop(id);
      await this.kept.remove(id);
    }
  }

  /** It is no longer to be sent by this page. @param {string} id */
  stop(id) {
    if (this.current?.id === id) this.current.abort.abort();
  }

  /** Tries everything again at once: the network is back, or somebody signed in. */
  async resume() {
    this.stopped = false;
    this.resting = false;
    this.verdicts.watch();
    await this.flush();
  }

  /** Sends what waits; one file at a time in this page, one page at a time on this device. */
  async flush() {
    if (this.flushing || this.stopped || this.resting || !this.#next()) {
      this.again = this.flushing;
      return;
    }
    this.flushing = true;
    try {
      await this.alone(async () => {
        for (let file = this.#next(); file && !this.stopped && !this.resting; file = this.#next()) await this.#send(file);
      });
    } finally {
      this.flushing = false;
    }
    if (!this.again) return;
    this.again = false;
    await this.flush();
  }

  /** @returns {File | undefined} what waits and is smallest */
  #next() {
    return this.pending.filter(({ id }) => !this.hashing.has(id)).sort((a, b) => a.size - b.size || a.order - b.order)[0];
  }

  /** @param {File} file */
  async #send(file) {
    const abort = new AbortController();
    this.current = { id: file.id, abort };
    Object.assign(file, { state: "sending", code: "", message: "" });
    const upload = new Upload(file, {
      ask: this.ask,
      read: (start, end) => this.kept.bytes(file, start, end),
      moved: (offset) => this.#moved(file, offset),
      before: this.before,
      turn: () => this.#next() !== file,
      signal: abort.signal,
    });
    const outcome = await upload.run();
    this.current = null;
    if (this.kept.holds(file)) await this.#became(file, outcome);
  }

  /** @param {File} file @param {import("messaging/upload").Outcome} outcome */
  async #became(file, outcome) {
    if (outcome.kind === "done") return this.#done(file);
    if (outcome.kind === "lost") return this.#lose(file);
    file.state = outcome.kind === "refused" ? "refused" : "waiting";
    if (outcome.kind === "turn") return undefined;
    Object.assign(file, { code: outcome.code || outcome.kind, message: outcome.message });
    if (outcome.kind === "signed-out") this.stopped = true;
    if (outcome.kind === "offline" || outcome.kind === "trouble") this.#rest(outcome);
    this.kept.changed(file);
    return this.kept.save(file);
  }

  /** @param {File} file */
  async #done(file) {
    this.failures = 0;
    Object.assign(file, { state: "sent", received: 1, code: "", message: "", unkept: false });
    this.kept.changed(file);
    await this.kept.save(file);
    this.verdicts.watch();
  }

  /** @param {File} file */
  async #lose(file) {
    Object.assign(file, { state: "lost", code: "lost" });
    await this.kept.dropBytes(file);
    this.kept.changed(file);
  }

  /** @param {import("messaging/upload").Outcome} outcome */
  #rest(outcome) {
    this.failures += 1;
    this.resting = true;
    this.later(Math.max(outcome.retryAfter * 1_000, backoff(this.failures, this.random)), () => {
      this.resting = false;
      void this.flush();
    });
  }

  /** @param {File} file @param {number} offset */
  #moved(file, offset) {
    if (offset > file.received * file.size) this.failures = 0;
    file.received = offset / file.size;
    this.kept.changed(file);
    if (Date.now() - this.savedAt < SAVED_EVERY) return;
    this.savedAt = Date.now();
    void this.kept.save(file);
  }
}

/** Whether it makes sense to send a refused file once more as it is. @param {File} file */
export const mayGoAgain = ({ state, code, judged }) => state === "refused" && (!judged || CURABLE.has(code));
