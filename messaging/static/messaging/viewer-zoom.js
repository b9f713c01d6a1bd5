/** Pinch, wheel, drag and double tap over one picture. A place is how many times larger than fitted,
 * and how far it was moved, in parts of the stage; nothing can be moved out of it.
 *
 * @typedef {{scale: number, x: number, y: number}} Placed
 * @typedef {{x: number, y: number}} Point from the middle of the stage, in parts of it
 */

export const MOST = 8;
const STEP = 1.5;
const TAP = { milliseconds: 350, pixels: 24 };
const SWIPE = 60;

/** @type {Placed} */
export const FITTED = Object.freeze({ scale: 1, x: 0, y: 0 });

/** @param {Placed} wanted @returns {Placed} */
export function placed({ scale, x, y }) {
  const larger = Math.min(MOST, Math.max(1, scale));
  const most = (larger - 1) / 2;
  const within = (/** @type {number} */ value) => Math.min(most, Math.max(-most, value)) + 0;
  return { scale: larger, x: within(x), y: within(y) };
}

/** What lies under the point stays there. @param {Placed} from @param {number} factor @param {Point} point @returns {Placed} */
export function zoomed(from, factor, point = { x: 0, y: 0 }) {
  const scale = Math.min(MOST, Math.max(1, from.scale * factor));
  const grown = scale / from.scale;
  return placed({ scale, x: point.x - (point.x - from.x) * grown, y: point.y - (point.y - from.y) * grown });
}

export class Zoom {
  /**
   * @param {HTMLElement} stage
   * @param {{changed: (placed: Placed) => void, swiped?: (step: number) => void}} hear
   */
  constructor(stage, hear) {
    this.stage = stage;
    this.hear = hear;
    /** @type {HTMLElement | null} what is moved */
    this.target = null;
    this.now = FITTED;
    /** @type {Map<number, Point>} */
    this.fingers = new Map();
    this.moved = { x: 0, y: 0 };
    this.tapped = { at: 0, x: 0, y: 0 };
    const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ run) => stage.addEventListener(type, run, { passive: false });
    on("pointerdown", (event) => this.#down(event));
    on("pointermove", (event) => this.#move(event));
    for (const type of ["pointerup", "pointercancel"]) on(type, (event) => this.#up(event));
    on("wheel", (event) => this.#wheel(event));
  }

  larger = () => this.set(zoomed(this.now, STEP));
  smaller = () => this.set(zoomed(this.now, 1 / STEP));
  fit = () => this.set(FITTED);

  /** @param {number} x @param {number} y in parts of the stage */
  pan(x, y) {
    this.set(placed({ scale: this.now.scale, x: this.now.x + x, y: this.now.y + y }));
  }

  /** @param {Placed} wanted @param {boolean} [quiet] not told, since it was told by another */
  set(wanted, quiet = false) {
    this.now = wanted;
    if (this.target) this.target.style.transform = wanted.scale === 1 ? "" : `translate(${wanted.x * 100}%, ${wanted.y * 100}%) scale(${wanted.scale})`;
    this.stage.classList.toggle("zoomed", wanted.scale > 1);
    if (!quiet) this.hear.changed(wanted);
  }

  /** @param {{clientX: number, clientY: number}} event @returns {Point} */
  #point(event) {
    const box = this.stage.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width - 0.5, y: (event.clientY - box.top) / box.height - 0.5 };
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button) return;
    this.stage.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, this.#point(event));
    if (this.fingers.size === 1) this.moved = { x: 0, y: 0 };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.fingers.has(event.pointerId)) return;
    event.preventDefault();
    const before = middle([...this.fingers.values()]);
    this.fingers.set(event.pointerId, this.#point(event));
    const after = middle([...this.fingers.values()]);
    const [x, y] = [after.x - before.x, after.y - before.y];
    this.moved = { x: this.moved.x + x, y: this.moved.y + y };
    const factor = this.fingers.size > 1 && before.spread ? after.spread / before.spread : 1;
    if (factor === 1 && this.now.scale === 1) return;
    const grown = zoomed(this.now, factor, before);
    this.set(placed({ scale: grown.scale, x: grown.x + x, y: grown.y + y }));
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const alone = this.fingers.size === 1;
    if (!this.fingers.delete(event.pointerId) || !alone || event.type === "pointercancel") return;
    const box = this.stage.getBoundingClientRect();
    const [x, y] = [this.moved.x * box.width, this.moved.y * box.height];
    if (Math.hypot(x, y) < TAP.pixels / 2) this.#tap(event);
    else if (event.pointerType === "touch" && this.now.scale === 1 && Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) this.hear.swiped?.(x < 0 ? 1 : -1);
  }

  /** The second of two taps enlarges what is under it, or shows all again. @param {PointerEvent} event */
  #tap(event) {
    const { at, x, y } = this.tapped;
    const again = event.timeStamp - at < TAP.milliseconds && Math.hypot(event.clientX - x, event.clientY - y) < TAP.pixels;
    this.tapped = { at: again ? 0 : event.timeStamp, x: event.clientX, y: event.clientY };
    if (again) this.set(this.now.scale > 1 ? FITTED : zoomed(FITTED, 2.5, this.#point(event)));
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault();
    const pixels = event.deltaMode ? event.deltaY * 30 : event.deltaY;
    this.set(zoomed(this.now, Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), this.#point(event)));
  }
}

/** @param {Point[]} points */
function middle(points) {
  const sum = (/** @type {(point: Point) => number} */ of) => points.reduce((total, point) => total + of(point), 0) / points.length;
  const [x, y] = [sum((point) => point.x), sum((point) => point.y)];
  return { x, y, spread: sum((point) => Math.hypot(point.x - x, point.y - y)) };
}
