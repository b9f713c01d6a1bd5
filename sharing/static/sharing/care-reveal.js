/** `<care-reveal>`: shows the passwords of its form while they are typed; hidden again when they are sent. */

class CareReveal extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    const box = this.querySelector("input");
    if (!form || !box) return;
    const fields = form.querySelectorAll('input[type="password"]');
    const show = (/** @type {boolean} */ visible) => {
      for (const field of fields) field.setAttribute("type", visible ? "text" : "password");
    };
    this.hidden = fields.length === 0;
    box.addEventListener("change", () => show(box.checked));
    // A browser offers to keep a password only when it looks like one, and remembers typed text otherwise.
    form.addEventListener("submit", () => show(false));
  }
}

customElements.define("care-reveal", CareReveal);
