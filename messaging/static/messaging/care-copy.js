/** <care-copy data-url>: a button that copies, and says so; and the button that prints this page. */

import { copyFrom } from "messaging/copy-text";

class CareCopy extends HTMLElement {
  connectedCallback() {
    const button = /** @type {HTMLButtonElement} */ (this.querySelector("button"));
    const said = /** @type {HTMLElement} */ (document.querySelector("[data-copy-said]"));
    button.addEventListener("click", async () => {
      said.textContent = await copyFrom(this.dataset.url ?? "");
    });
  }
}

customElements.define("care-copy", CareCopy);

for (const button of document.querySelectorAll("[data-prints]")) button.addEventListener("click", () => window.print());
