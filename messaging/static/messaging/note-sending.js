/** What becomes of a note that was handed to the outbox. The page stays until it has left the device: without a line
 * no other page could be had, and whoever wrote it would see nothing that says it is safe. */

import { announce } from "shell/shell";
import { outbox } from "messaging/session";

const AT_ONCE = 700; // milliseconds: a quick answer needs no card

export class KeptNote {
  /** @param {HTMLElement} card says that it lies on the device @param {HTMLElement} form what was written */
  constructor(card, form) {
    this.card = card;
    this.form = form;
    this.link = card.querySelector("a");
    for (const change of ["online", "offline"]) addEventListener(change, () => this.#line());
  }

  /** The operation that the server refused, or null when it was taken. @param {string} id @returns {Promise<any>} */
  async refused(id) {
    const late = setTimeout(() => this.#show(true), AT_ONCE);
    const operation = await outcome(id);
    clearTimeout(late);
    if (operation) this.#show(false);
    return operation;
  }

  /** @param {boolean} isKept */
  #show(isKept) {
    this.form.hidden = isKept;
    this.card.hidden = !isKept;
    this.#line();
    if (isKept) announce(this.card.querySelector("p")?.textContent ?? "");
  }

  /** A link to a page that cannot come leads nowhere. */
  #line() {
    this.link?.toggleAttribute("hidden", navigator.onLine === false);
  }
}

/** @param {string} id @returns {Promise<any>} */
function outcome(id) {
  return new Promise((resolve) => {
    const look = () => {
      const operation = outbox.operations.find((one) => one.id === id);
      if (operation && operation.state !== "parked") return;
      outbox.removeEventListener("changed", look);
      resolve(operation ?? null);
    };
    outbox.addEventListener("changed", look);
    look();
  });
}
