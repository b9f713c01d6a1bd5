/** `<care-passkey>`: asks the device for a passkey, or to make one, and hands the answer to the server. */

import { post } from "shell/api";
import { fromJson, toJson } from "sharing/credential";

class CarePasskey extends HTMLElement {
  connectedCallback() {
    const able = window.PublicKeyCredential !== undefined && window.isSecureContext;
    const button = this.querySelector("button");
    if (button) button.hidden = !able;
    this.querySelector("[data-unable]")?.toggleAttribute("hidden", able);
    button?.addEventListener("click", () => void this.run(button));
    for (const field of document.querySelectorAll('input[name="touch"]')) {
      /** @type {HTMLInputElement} */ (field).value = touch();
    }
  }

  /** @param {HTMLButtonElement} button */
  async run(button) {
    button.disabled = true;
    this.say("");
    try {
      await this.ceremony();
    } catch (error) {
      this.say((error?.name === "InvalidStateError" ? this.dataset.known : this.dataset.cancelled) ?? "");
    } finally {
      button.disabled = false;
    }
  }

  get trouble() {
    return this.dataset.trouble ?? "";
  }

  async ceremony() {
    const given = await post(this.dataset.options ?? "");
    if (given.kind !== "ok") return this.say(given.message || this.trouble);
    const publicKey = fromJson(given.body);
    const create = this.dataset.ceremony === "create";
    const credential = create
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    const body = { credential: toJson(credential), next: this.dataset.next, touch: touch() };
    const answer = await post(this.dataset.answer ?? "", body);
    if (answer.kind !== "ok") return this.say(Object.values(answer.fields)[0] || answer.message || this.trouble);
    window.location.assign(answer.body.next);
  }

  /** @param {string} sentence */
  say(sentence) {
    const place = this.querySelector(".error");
    if (!place) return;
    place.textContent = sentence;
    place.toggleAttribute("hidden", !sentence);
  }
}

/** An iPad calls itself a Mac, and only its screen gives it away. */
function touch() {
  return navigator.maxTouchPoints > 1 ? "yes" : "no";
}

customElements.define("care-passkey", CarePasskey);
