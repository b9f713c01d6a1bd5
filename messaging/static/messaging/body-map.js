/** The drawn body: a tap near a place offers the places there; the list beside every field says the same without it. */

import { word } from "shell/words";
import { copyOf, part, say } from "messaging/parts";

const NEAR = 4;
const SVG = "http://www.w3.org/2000/svg";

/** @typedef {{code: string, label: string, view: string, x: number, y: number}} Site */

/** The places of a view next to a point, the nearest first. @param {Site[]} sites @param {string} view @param {{x: number, y: number}} point */
export function nearest(sites, view, point, most = NEAR) {
  const far = (/** @type {Site} */ site) => (site.x - point.x) ** 2 + (site.y - point.y) ** 2;
  return sites.filter((site) => site.view === view).sort((a, b) => far(a) - far(b)).slice(0, most);
}

export class BodyMap {
  /** @param {(code: string) => void} chosen */
  constructor(chosen) {
    this.dialog = /** @type {HTMLDialogElement} */ (document.getElementById("body-map"));
    this.figure = /** @type {SVGSVGElement} */ (part(this.dialog, "figure"));
    this.chosen = chosen;
    this.sites = knownSites();
    this.figure.addEventListener("click", (event) => this.#tapped(event));
    this.dialog.addEventListener("change", (event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      if (input.name === "body-view") this.#draw(input.value, []);
      if (input.name === "near-site") this.#choose(input.value);
    });
  }

  /** @param {string[]} codes chosen already */
  open(codes) {
    const view = this.sites.find((site) => codes.includes(site.code))?.view ?? "front";
    for (const radio of this.dialog.querySelectorAll('[name="body-view"]')) {
      const input = /** @type {HTMLInputElement} */ (radio);
      input.checked = input.value === view;
    }
    this.#draw(view, codes);
    this.dialog.showModal();
  }

  /** @param {MouseEvent} event */
  #tapped(event) {
    const matrix = this.figure.getScreenCTM();
    if (!matrix) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    this.#offer(nearest(this.sites, this.view, point), "");
    part(this.dialog, "near").scrollIntoView({ block: "nearest" });
  }

  get view() {
    return /** @type {HTMLInputElement | null} */ (this.dialog.querySelector('[name="body-view"]:checked'))?.value ?? "front";
  }

  /** @param {string} view @param {string[]} codes */
  #draw(view, codes) {
    const marks = this.sites.filter((site) => site.view === view).map((site) => mark(site, codes.includes(site.code)));
    part(this.figure, "marks").replaceChildren(...marks);
    say(part(this.dialog, "side"), word(view === "front" ? "body-front" : "body-back"));
    const here = this.sites.filter((site) => site.view === view);
    this.#offer(codes.length ? here.filter((site) => codes.includes(site.code)) : here, codes[0] ?? "");
  }

  /** @param {Site[]} sites @param {string} picked */
  #offer(sites, picked) {
    const labels = sites.map((site) => {
      const label = copyOf("near-template");
      const input = /** @type {HTMLInputElement} */ (label.querySelector("input"));
      input.value = site.code;
      input.checked = site.code === picked;
      part(label, "label").textContent = site.label;
      return label;
    });
    part(this.dialog, "near").replaceChildren(...labels);
  }

  /** @param {string} code */
  #choose(code) {
    this.chosen(code);
    this.dialog.close();
  }
}

/** @returns {Site[]} */
function knownSites() {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("site-options"));
  return [...template.content.querySelectorAll("option")].map((option) => ({
    code: option.value,
    label: option.text,
    view: option.parentElement?.dataset.view ?? "",
    x: Number(option.dataset.x),
    y: Number(option.dataset.y),
  }));
}

/** @param {Site} site @param {boolean} picked */
function mark(site, picked) {
  const circle = document.createElementNS(SVG, "circle");
  for (const [name, value] of Object.entries({ cx: site.x, cy: site.y, r: picked ? 3 : 1.4 })) circle.setAttribute(name, String(value));
  if (picked) circle.classList.add("picked");
  return circle;
}
