/** A text of the server into the clipboard by one tap; where that is refused, a dialog to copy by hand. */

import { get } from "shell/api";
import { announce } from "shell/shell";
import { word } from "shell/words";

/**
 * Copies what the address answers with. The clipboard is written while the tap still counts, so the text may arrive later.
 * @param {string} url answers {"text": "…"}
 * @returns {Promise<string>} the sentence that says what became of it
 */
export async function copyFrom(url) {
  const asked = get(url);
  const text = asked.then((answer) => (answer.kind === "ok" ? String(answer.body.text) : Promise.reject(new Error(answer.kind))));
  try {
    await write(text);
    announce(word("copied"));
    return word("copied");
  } catch {
    const answer = await asked;
    if (answer.kind !== "ok") return answer.message || word("not-there-now");
    byHand(String(answer.body.text));
    return word("copy-refused");
  }
}

/** @param {Promise<string>} text */
async function write(text) {
  if (typeof ClipboardItem === "undefined" || !navigator.clipboard?.write) return navigator.clipboard.writeText(await text);
  const blob = text.then((found) => new Blob([found], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

/** @param {string} text */
function byHand(text) {
  const dialog = document.createElement("dialog");
  const body = document.createElement("form");
  const sentence = document.createElement("p");
  const field = document.createElement("textarea");
  const close = document.createElement("button");
  dialog.className = "dialog";
  body.className = "dialog-body";
  body.method = "dialog";
  sentence.textContent = word("copy-refused");
  field.className = "input";
  field.readOnly = true;
  field.rows = 12;
  field.value = text;
  field.setAttribute("aria-label", word("copy-text"));
  close.className = "button primary";
  close.textContent = word("close");
  body.append(sentence, field, close);
  dialog.append(body);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.select();
}
