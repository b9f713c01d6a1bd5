/** Steps of an order: on their way through the outbox, so that no signal does not lose them. */

import { ask } from "shell/shell";
import { uuid7 } from "shell/uuid7";
import { word } from "shell/words";
import { DialogDraft } from "messaging/dialog-draft";
import { part, say } from "messaging/parts";
import { outbox } from "messaging/session";

const WITH_WORDS = new Set(["report", "pass-on", "cancel"]);

/**
 * Keeps a step on the device and sends it; a later step of the same order waits for the earlier one.
 * @param {string} room @param {string} order @param {string} step @param {{text?: string, to?: string | null}} [more]
 */
export function sendStep(room, order, step, { text = "", to = null } = {}) {
  const id = uuid7();
  const url = `/rooms/${room}/orders/${order}/steps`;
  const dependsOn = outbox.unsent(room).filter((one) => one.url === url && one.state === "waiting").map((one) => one.id);
  return outbox.add({ id, room, url, body: { id, step, text, to }, dependsOn, order: Date.now() });
}

/** Steps that are still on this device. @param {string} room @param {any} entry */
export function waitingSteps(room, entry) {
  const ids = (entry.orders ?? []).map((/** @type {any} */ order) => order.id);
  if (!ids.length) return [];
  return outbox.unsent(room).filter((one) => one.url.endsWith("/steps") && ids.some((/** @type {string} */ id) => one.url.includes(id)));
}

/** What a person pressed. @param {string} room @param {any} entry @param {DOMStringMap} pressed */
export async function takeStep(room, entry, pressed) {
  const { step = "", order: id = "" } = pressed;
  const order = entry.orders.find((/** @type {any} */ one) => one.id === id);
  if (!order) return;
  if (WITH_WORDS.has(step)) return void openDialog(room, entry, order, step);
  if (step === "write" && !(await ask(word("write-question"), word("step-write")))) return;
  await sendStep(room, id, step);
}

/** @param {string} room @param {any} entry @param {any} order @param {string} step */
function openDialog(room, entry, order, step) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("step-dialog"));
  const form = /** @type {HTMLFormElement} */ (part(dialog, "form"));
  const to = /** @type {HTMLSelectElement} */ (form.elements.namedItem("to"));
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text"));
  form.reset();
  say(part(dialog, "kept"), "");
  say(part(dialog, "problem"), "");
  part(dialog, "title").textContent = word(`step-${step}`);
  part(dialog, "submit").textContent = word(`step-${step}`);
  part(dialog, "text-label").textContent = word(step === "report" ? "step-result" : "step-remark");
  part(dialog, "order").textContent = said(entry);
  part(dialog, "to-field").hidden = step !== "pass-on";
  for (const option of to.options) {
    const fits = !option.value || !order.profession || option.dataset.profession === order.profession;
    option.hidden = option.disabled = !fits || option.value === order.holder?.id;
  }
  dialog.showModal();
  const draft = new DialogDraft(dialog, `${room}/step/${order.id}/${step}`, () => ({ text: text.value, to: to.value }), (written) => {
    text.value = written.text ?? "";
    to.value = written.to ?? "";
  });
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (step === "report" && !text.value.trim()) return say(part(dialog, "problem"), word("result-needed"));
    await sendStep(room, order.id, step, { text: text.value, to: step === "pass-on" ? to.value || null : null });
    await draft.drop();
    return dialog.close();
  };
}

/** What is ordered. @param {any} entry */
function said(entry) {
  const content = entry.form?.sections?.flatMap((/** @type {any} */ section) => section.lines).find((/** @type {any} */ line) => line.id === "content");
  return content?.text || entry.text;
}
