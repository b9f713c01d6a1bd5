/** The list itself: entries in order with days between, and nothing that is being read ever moves. */

import { day, dayKey } from "shell/dates";
import { copyOf, part } from "messaging/parts";
import { entryElement, fillEntry } from "messaging/entry-view";

export class TimelineList {
  /** @param {HTMLElement} place the <ol> */
  constructor(place) {
    this.place = place;
    this.unreadFrom = Infinity;
    /** @type {Map<string, {item: HTMLElement, entry: any, tail: string}>} */
    this.shown = new Map();
  }

  /**
   * Shows exactly these entries, oldest first, touching only what differs.
   * @param {any[]} entries
   * @param {(entry: any, following: number) => {me: string, find: (id: string) => any, readers: string, readerNames: string, room?: string, waiting?: any[]}} around
   */
  show(entries, around) {
    this.#keepingPlace(() => {
      const wanted = [];
      let lastDay = "";
      let line = false;
      entries.forEach((entry, index) => {
        const key = dayKey(entry.received_at ?? entry.captured_at);
        if (key !== lastDay) wanted.push(this.#day(entry));
        lastDay = key;
        if (!line && entry.cursor > this.unreadFrom && !entry.mine) {
          wanted.push(this.#unread());
          line = true;
        }
        wanted.push(this.#entry(entry, around(entry, entries[index + 1]?.cursor ?? Infinity)));
      });
      this.#arrange(wanted);
    });
  }

  /** @param {string} id @returns {HTMLElement | null} */
  item(id) {
    return this.shown.get(id)?.item ?? null;
  }

  clear() {
    this.shown.clear();
    this.place.replaceChildren();
  }

  /** @param {any} entry @param {any} around */
  #entry(entry, around) {
    const known = this.shown.get(entry.id);
    const item = known?.item ?? entryElement(entry);
    const waiting = (around.waiting ?? []).map((/** @type {any} */ one) => `${one.id}${one.state}`);
    const tail = `${around.readers}|${around.readerNames}|${waiting}`;
    if (known?.entry !== entry || known?.tail !== tail) fillEntry(item, entry, around);
    this.shown.set(entry.id, { item, entry, tail });
    return item;
  }

  /** The heading over the first entry of a day. @param {any} entry */
  #day(entry) {
    const known = this.place.querySelector(`.day[data-before="${CSS.escape(entry.id)}"]`);
    if (known) return /** @type {HTMLElement} */ (known);
    const item = copyOf("day-template");
    item.dataset.before = entry.id;
    part(item, "day").textContent = day(entry.received_at ?? entry.captured_at);
    return item;
  }

  #unread() {
    return /** @type {HTMLElement} */ (this.place.querySelector(".unread-line") ?? copyOf("unread-template"));
  }

  /** @param {HTMLElement[]} wanted */
  #arrange(wanted) {
    const staying = new Set(wanted);
    for (const child of [...this.place.children]) if (!staying.has(/** @type {HTMLElement} */ (child))) child.remove();
    for (const id of this.shown.keys()) if (!staying.has(/** @type {any} */ (this.shown.get(id)).item)) this.shown.delete(id);
    let at = this.place.firstElementChild;
    for (const item of wanted) {
      if (item === at) at = at.nextElementSibling;
      else this.place.insertBefore(item, at);
    }
  }

  /** @param {() => void} change */
  #keepingPlace(change) {
    const items = [...this.place.querySelectorAll(".entry")];
    const held = scrollY > 0 ? items.find((item) => item.getBoundingClientRect().bottom > 120) : undefined;
    const before = held?.getBoundingClientRect().top ?? 0;
    change();
    if (!held?.isConnected) return;
    const moved = held.getBoundingClientRect().top - before;
    if (Math.abs(moved) > 0.5) scrollBy({ top: moved, behavior: "instant" });
  }
}
