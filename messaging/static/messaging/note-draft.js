/**
 * A note that is not sent yet: sealed on this device with every keystroke, and every few seconds at the server,
 * so that another device of the same person can go on.
 */

import { get, post, remove } from "shell/api";
import { time } from "shell/dates";
import { ask } from "shell/shell";
import { uuid7 } from "shell/uuid7";
import { word } from "shell/words";
import { deviceId } from "messaging/device";
import { dropDraft, keepDraft, readDraft } from "messaging/session";

const REST = 3_000; // between two savings at the server

export class NoteDraft {
  /**
   * @param {{room: string, kind: string, amends?: string, read: () => any, fill: (content: any) => void, tell: (sentence: string) => void}} parts
   */
  constructor({ room, kind, amends = "", read, fill, tell }) {
    this.key = `${room}/note/${kind}${amends && `/${amends}`}`;
    this.room = room;
    this.kind = kind;
    this.read = read;
    this.fill = fill;
    this.tell = tell;
    this.id = uuid7();
    this.version = 0;
    this.apart = amends !== ""; // an amendment, and what was sent or discarded elsewhere, is kept on this device only
    this.done = false;
    /** @type {Promise<unknown>} */
    this.keeping = Promise.resolve();
    /** @type {Promise<unknown>} */
    this.saving = Promise.resolve();
  }

  get url() {
    return `/rooms/${this.room}/drafts/${this.id}`;
  }

  /** Takes up what was begun: here, or on another device when its draft is asked for. @param {string} wanted @returns {Promise<boolean>} whether there was something */
  async begin(wanted) {
    const local = (await readDraft(this.key))?.written;
    if (local && (!wanted || wanted === local.id)) return this.#goOn(local);
    if (wanted && local) await post(`/rooms/${this.room}/drafts/${local.id}`, { kind: this.kind, version: local.version, content: local.content });
    return wanted ? this.#takeUp(wanted) : false;
  }

  /** @param {{id: string, version: number, content: any}} local */
  async #goOn(local) {
    this.id = local.id;
    this.version = local.version;
    this.fill(local.content);
    this.tell(word("draft-found"));
    if (this.apart) return true;
    const answer = await get(this.url);
    if (answer.kind === "ok" && !this.version) this.version = answer.body.version;
    else if (answer.kind === "ok" && answer.body.version > this.version) await this.#differs(answer.body);
    if (answer.kind === "absent" && this.version) this.#partWays();
    return true;
  }

  /** @param {string} wanted */
  async #takeUp(wanted) {
    this.id = wanted;
    const answer = await get(this.url);
    if (answer.kind === "ok") this.#use(answer.body);
    else this.tell(word(answer.kind === "absent" ? "draft-gone" : "not-there-now"));
    if (answer.kind !== "ok") this.id = uuid7();
    return answer.kind === "ok";
  }

  /** @param {{version: number, content: any}} theirs */
  #use(theirs) {
    this.version = theirs.version;
    this.fill(theirs.content);
    this.tell(word("draft-found"));
  }

  /** Keeps what stands on the page; a slower earlier write never overtakes a later one. */
  keep() {
    if (this.done) return;
    this.keeping = this.keeping.then(async () => {
      if (this.done) return;
      const kept = await keepDraft({ id: this.key, written: { id: this.id, version: this.version, content: this.read() } });
      this.tell(kept ? word("draft-kept") : "");
    });
    this.waiting ??= setTimeout(() => void this.save(), REST);
  }

  /** Lays it down at the server, now. */
  save() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    if (this.apart || this.done) return this.saving;
    this.saving = this.saving.then(() => this.#save());
    return this.saving;
  }

  async #save() {
    if (this.apart || this.done) return;
    const answer = await post(this.url, { kind: this.kind, version: this.version, content: { ...this.read(), device: deviceId() } });
    if (this.done) return;
    if (answer.kind === "ok") {
      this.version = answer.body.version;
      await keepDraft({ id: this.key, written: { id: this.id, version: this.version, content: this.read() } });
      this.tell(word("draft-saved", { time: time(Date.now()) }));
    } else if (answer.kind === "conflict") await this.#conflict();
  }

  async #conflict() {
    const answer = await get(this.url);
    if (answer.kind === "ok") await this.#differs(answer.body);
    else if (answer.kind === "absent") this.#partWays();
  }

  /** Two devices wrote: the person says which of the two stays. @param {{version: number, saved_at: string, content: any}} theirs */
  async #differs(theirs) {
    if (theirs.content.device === deviceId()) return this.#oursAnyway(theirs);
    const other = await ask(word("draft-differs", { time: time(theirs.saved_at) }), word("draft-theirs"), word("draft-mine"));
    if (other) return this.#use(theirs);
    this.version = theirs.version;
    return this.keep();
  }

  /** This device saved it itself, and went away before it heard so. @param {{version: number}} theirs */
  #oursAnyway(theirs) {
    this.version = theirs.version;
    return this.keep();
  }

  #partWays() {
    this.apart = true;
    this.tell(word("draft-apart"));
  }

  /** The entry is in the outbox, which keeps it; the server drops its draft with the entry itself. */
  async sent() {
    this.done = true;
    clearTimeout(this.waiting);
    await this.keeping;
    await this.saving;
    await dropDraft(this.key);
  }

  /** Not sent after all: the person goes on. */
  goOn() {
    this.done = false;
    this.keep();
  }

  async discard() {
    await this.sent();
    if (this.version) await remove(this.url);
  }
}
