/** <care-phrases for="id">: 定型文 for a text field; without `for`, for the one right before it, or else the field of its
 * form that was written in last.
 *
 * A tap inserts at the caret. The first blank is selected; Tab and the second button go to the next one.
 */

import { word } from "shell/words";
import { nextBlank } from "messaging/blanks";
import { allPhrases, matching } from "messaging/phrase-list";

class CarePhrases extends HTMLElement {
  connectedCallback() {
    if (this.opener) return;
    this.opener = this.#button("phrases", () => void this.#choose());
    this.next = this.#button("phrase-next", () => this.#goOn());
    this.next.hidden = true;
    this.append(this.opener, this.next);
    const form = this.closest("form");
    form?.addEventListener("focusin", (event) => this.#remember(event.target));
    form?.addEventListener("keydown", (event) => this.#key(event));
    form?.addEventListener("input", () => this.#dress());
    form?.addEventListener("reset", () => queueMicrotask(() => this.#dress()));
  }

  /** @param {string} name @param {() => void} does */
  #button(name, does) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet small";
    button.textContent = word(name);
    button.addEventListener("click", does);
    return button;
  }

  /** @returns {HTMLTextAreaElement | null} */
  get field() {
    const id = this.getAttribute("for");
    const before = this.previousElementSibling?.querySelector("textarea");
    if (before && this.previousElementSibling?.matches("label")) return before;
    if (id) return /** @type {HTMLTextAreaElement | null} */ (document.getElementById(id));
    if (this.last?.isConnected && this.last.offsetParent) return this.last;
    const fields = [...(this.closest("form")?.querySelectorAll("textarea") ?? [])];
    return fields.find((one) => one.offsetParent) ?? null;
  }

  /** @param {EventTarget | null} target */
  #remember(target) {
    if (target instanceof HTMLTextAreaElement) this.last = target;
    this.#dress();
  }

  /** The second button stands only where a blank is left. */
  #dress() {
    if (this.next) this.next.hidden = !(this.names && this.field && nextBlank(this.field.value, 0, this.names));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const field = this.field;
    if (event.key !== "Tab" || event.shiftKey || event.isComposing || event.target !== field || !field || !this.names) return;
    const found = nextBlank(field.value, field.selectionEnd, this.names);
    if (!found || found.start < field.selectionEnd) return; // behind the last one Tab leaves the field, as ever
    event.preventDefault();
    field.setSelectionRange(found.start, found.end);
  }

  #goOn() {
    const field = this.field;
    const found = field && this.names && nextBlank(field.value, field.selectionEnd, this.names);
    field?.focus();
    if (found) field?.setSelectionRange(found.start, found.end);
  }

  async #choose() {
    const { phrases, names, message } = await allPhrases();
    this.names = names;
    new Chooser(phrases, message || word("phrases-none"), (text) => this.#insert(text)).show();
  }

  /** @param {string} text */
  #insert(text) {
    const field = this.field;
    if (!field || !this.names) return;
    const start = field.selectionStart;
    field.setRangeText(text, start, field.selectionEnd, "end");
    field.focus();
    const found = nextBlank(field.value, start, this.names);
    if (found && found.start < start + text.length) field.setSelectionRange(found.start, found.end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.#dress();
  }
}

/** The dialog with its search box; it is made when it is opened and gone when it is closed. */
class Chooser {
  /** @param {import("messaging/phrase-list").Phrase[]} phrases @param {string} none @param {(text: string) => void} chosen */
  constructor(phrases, none, chosen) {
    this.phrases = phrases;
    this.none = none;
    this.chosen = chosen;
    this.dialog = made("dialog", "dialog phrase-dialog");
    this.list = made("ul", "phrase-choices");
    this.search = made("input", "input");
    this.search.type = "search";
    this.search.placeholder = word("phrases-search");
    this.search.setAttribute("aria-label", word("phrases-search"));
    this.search.addEventListener("input", () => this.#fill());
    this.dialog.addEventListener("close", () => this.dialog.remove());
  }

  show() {
    const body = made("div", "dialog-body");
    const title = made("div", "dialog-title");
    const heading = made("h2", "", word("phrases"));
    const close = made("button", "button quiet small", word("close"));
    heading.id = "phrase-dialog-title";
    this.dialog.setAttribute("aria-labelledby", heading.id);
    close.type = "button";
    close.addEventListener("click", () => this.dialog.close());
    title.append(heading, close);
    body.append(title, this.search, this.list);
    this.dialog.append(body);
    document.body.append(this.dialog);
    this.#fill();
    this.dialog.showModal();
  }

  #fill() {
    const found = matching(this.phrases, this.search.value);
    this.list.replaceChildren(...found.map((one) => this.#choice(one)));
    if (!found.length) this.list.append(made("li", "quiet", this.none));
  }

  /** @param {import("messaging/phrase-list").Phrase} phrase */
  #choice(phrase) {
    const item = made("li", "");
    const button = made("button", "phrase-choice");
    button.type = "button";
    const purpose = made("span", "purpose", phrase.purpose_label);
    purpose.dataset.purpose = phrase.purpose;
    button.append(purpose, said(phrase.text));
    button.addEventListener("click", () => {
      this.dialog.close();
      this.chosen(phrase.text);
    });
    item.append(button);
    return item;
  }
}

/** A phrase with its blanks marked. @param {string} text */
function said(text) {
  const line = made("span", "");
  for (const piece of text.split(/(\{[^{}\n]{1,20}\})/)) {
    line.append(piece.startsWith("{") ? made("span", "phrase-blank", piece.slice(1, -1)) : piece);
  }
  return line;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} classes @param {string} [text]
 * @returns {HTMLElementTagNameMap[T]}
 */
function made(tag, classes, text = "") {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  element.textContent = text;
  return element;
}

customElements.define("care-phrases", CarePhrases);
