/** Tells which entries a person really had before the eyes: visible for a second, page in front, not locked. */

const DWELL = 1_000;

export class Seen {
  /** @param {(id: string) => void} tell */
  constructor(tell) {
    this.tell = tell;
    /** @type {Map<Element, number>} since when each entry is visible */
    this.visible = new Map();
    const covered = document.querySelector("[data-patient-header]")?.getBoundingClientRect().bottom ?? 0;
    const rootMargin = `-${Math.max(0, Math.min(Math.round(covered), innerHeight / 2))}px 0px -72px 0px`;
    this.observer = new IntersectionObserver((changes) => this.#changed(changes), { rootMargin, threshold: [0, 0.3, 0.6, 0.9] });
    setInterval(() => this.#look(), 250);
  }

  /** @param {Element} item */
  watch(item) {
    this.observer.observe(item);
  }

  /** @param {IntersectionObserverEntry[]} changes */
  #changed(changes) {
    for (const change of changes) {
      const half = change.rootBounds && change.intersectionRect.height > change.rootBounds.height * 0.5;
      const enough = change.isIntersecting && (change.intersectionRatio >= 0.6 || half);
      if (!enough) this.visible.delete(change.target);
      else if (!this.visible.has(change.target)) this.visible.set(change.target, Date.now());
    }
  }

  #look() {
    const awake = document.visibilityState === "visible" && document.hasFocus() && !document.documentElement.dataset.locked;
    const now = Date.now();
    for (const [item, since] of this.visible) {
      if (!awake) this.visible.set(item, now);
      else if (now - since >= DWELL) this.tell(/** @type {HTMLElement} */ (item).dataset.id ?? "");
    }
  }
}
