/** What this page knows of one room: its entries, in the order of the journal, up to one cursor.
 *
 * @typedef {{id: string, cursor: number, [key: string]: any}} Entry
 * @typedef {{lines: {cursor: number, kind: string, subject: string}[], entries: Entry[],
 *   pointers: any[], head: number, epoch: number, more: boolean}} Pull
 * @typedef {{entries: Entry[], pointers: any[], head: number, epoch: number, more: boolean, next: number}} Page
 * @typedef {{outcome: "applied" | "start-again", added: Entry[], changed: Entry[], kinds: Set<string>}} Applied
 */

/** Lines with something new to read; answers, claims and pins are seen without asking for it. */
const ASKING = new Set(["entry", "amendment", "retraction", "order"]);

export class Cursor {
  constructor() {
    this.epoch = 0;
    this.at = 0;
    this.started = false;
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
    /** the oldest cursor this page has shown: older entries are fetched by paging back, never by a pull */
    this.oldest = Infinity;
    this.earlier = false;
    /** @type {number} */
    this.next = 0;
  }

  /** Takes the newest page as the beginning; what was known before is forgotten. @param {Page} page */
  start(page) {
    this.entries = new Map(page.entries.map((entry) => [entry.id, entry]));
    this.epoch = page.epoch;
    this.at = page.head;
    this.started = true;
    this.#reach(page);
  }

  /** Adds a page of earlier entries; those already known stay. @param {Page} page @returns {Entry[]} */
  prepend(page) {
    const fresh = page.entries.filter((entry) => !this.entries.has(entry.id));
    for (const entry of fresh) this.entries.set(entry.id, entry);
    this.#reach(page);
    return fresh;
  }

  /**
   * Applies a pull: each line once, none left out. A hole or another epoch means: start again.
   * @param {Pull} pull
   * @returns {Applied}
   */
  apply(pull) {
    const lines = pull.lines.filter((line) => line.cursor > this.at).sort((a, b) => a.cursor - b.cursor);
    if (pull.epoch !== this.epoch || lines.some((line, index) => line.cursor !== this.at + 1 + index)) {
      return { outcome: "start-again", added: [], changed: [], kinds: new Set() };
    }
    const [added, changed] = this.take(pull.entries);
    if (lines.length) this.at = lines[lines.length - 1].cursor;
    return { outcome: "applied", added, changed, kinds: new Set(lines.map((line) => line.kind)) };
  }

  /**
   * Takes entries as they are now; those before the oldest shown are left for paging back.
   * @param {Entry[]} entries
   * @returns {[Entry[], Entry[]]} added and changed
   */
  take(entries) {
    const here = entries.filter((entry) => this.entries.has(entry.id) || entry.cursor >= this.oldest || !this.earlier);
    const added = here.filter((entry) => !this.entries.has(entry.id)).sort((a, b) => a.cursor - b.cursor);
    const changed = here.filter((entry) => this.entries.has(entry.id));
    for (const entry of here) this.entries.set(entry.id, entry);
    if (added.length) this.oldest = Math.min(this.oldest, added[0].cursor);
    return [added, changed];
  }

  /**
   * What to do when the bell names a head.
   * @param {number} head
   * @param {number} [epoch]
   * @returns {"start-again" | "pull" | "pointers"}
   */
  wants(head, epoch = this.epoch) {
    if (!this.started || epoch !== this.epoch || head < this.at) return "start-again";
    return head > this.at ? "pull" : "pointers";
  }

  /** Every entry, oldest first. @returns {Entry[]} */
  list() {
    return [...this.entries.values()].sort((a, b) => a.cursor - b.cursor);
  }

  forget() {
    this.entries.clear();
    this.oldest = Infinity;
    this.started = false;
    this.at = 0;
  }

  /** @param {Page} page */
  #reach(page) {
    this.earlier = page.more;
    this.next = page.next ?? 0;
    const cursors = [...this.entries.values()].map((entry) => entry.cursor);
    this.oldest = cursors.length ? Math.min(...cursors) : Infinity;
  }
}

/** Which entries the lines of a pull touched with something new to read. @param {Pull} pull */
export function touched(pull) {
  const reading = pull.lines.filter((line) => ASKING.has(line.kind));
  return new Map(reading.map((line) => [line.subject, line.cursor]));
}
