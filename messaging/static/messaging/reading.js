/** How far a person has read: only what was really seen counts, and nothing is skipped. */

export class Reading {
  /** @param {number} pointer the cursor up to which the server knows this person has read */
  constructor(pointer = 0) {
    this.pointer = pointer;
    /** @type {Map<string, number>} entries that ask to be read, with the cursor of their newest change */
    this.asking = new Map();
    /** @type {Set<string>} */
    this.seen = new Set();
    this.reach = pointer;
  }

  /** An entry came or was changed: it asks to be read (again). @param {string} id @param {number} cursor */
  ask(id, cursor) {
    if (cursor <= Math.max(this.pointer, this.asking.get(id) ?? 0)) return;
    this.asking.set(id, cursor);
    this.seen.delete(id);
  }

  /** The page knows the room up to here. @param {number} cursor */
  knows(cursor) {
    this.reach = Math.max(this.reach, cursor);
  }

  /** @param {string} id */
  see(id) {
    if (this.asking.has(id)) this.seen.add(id);
  }

  /** How many entries ask to be read. */
  get unread() {
    return [...this.asking].filter(([id, cursor]) => cursor > this.pointer && !this.seen.has(id)).length;
  }

  /** The cursor up to which everything was seen, when that is further than before; else null. @returns {number | null} */
  advance() {
    const waiting = [...this.asking].filter(([id]) => !this.seen.has(id)).map(([, cursor]) => cursor);
    const seen = waiting.length ? Math.min(...waiting) - 1 : this.reach;
    const last = waiting.length ? this.#lastSeenBefore(seen) : seen;
    if (last <= this.pointer) return null;
    this.pointer = last;
    for (const [id, cursor] of this.asking) if (cursor <= last) this.asking.delete(id);
    return last;
  }

  /** @param {number} limit */
  #lastSeenBefore(limit) {
    const cursors = [...this.asking].filter(([id, cursor]) => this.seen.has(id) && cursor <= limit).map(([, cursor]) => cursor);
    return Math.max(this.pointer, ...cursors);
  }
}
