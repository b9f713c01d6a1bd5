/** <care-pictures>: a gallery that the server drew; its files can be opened in the viewer. */

import { pictured } from "messaging/pictured";
import "messaging/care-viewer";

class CarePictures extends HTMLElement {
  connectedCallback() {
    const files = JSON.parse(document.getElementById("pictured")?.textContent ?? "[]");
    for (const file of files) pictured.set(file.id, file);
  }
}

customElements.define("care-pictures", CarePictures);
