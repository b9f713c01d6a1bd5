/** One tap on a card of 今日 or of the inbox: a step of an order, or taking what was sent to several. */

import { post } from "shell/api";
import { announce, ask } from "shell/shell";
import { uuid7 } from "shell/uuid7";
import { word } from "shell/words";
import { sendStep } from "messaging/order-deeds";
import { outbox } from "messaging/session";

/** @param {HTMLElement} place @param {() => void} refresh fetches the cards again */
export function wireDeeds(place, refresh) {
  place.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-step], [data-claim]"));
    if (!button) return;
    if (button.dataset.step) void step(button);
    else void claim(button, refresh);
  });
  document.addEventListener("outbox:sent", (event) => {
    const { operation } = /** @type {CustomEvent} */ (event).detail;
    if (operation.url.endsWith("/steps")) refresh();
  });
  outbox.addEventListener("parked", (event) => void refused(/** @type {CustomEvent} */ (event).detail.operation, refresh));
}

/** @param {HTMLElement} button */
async function step(button) {
  const { order = "", room = "" } = /** @type {HTMLElement} */ (button.closest("[data-order]")).dataset;
  const deed = button.dataset.step ?? "";
  if (deed === "write" && !(await ask(word("write-question"), word("step-write")))) return;
  wait(button);
  announce(word("step-waiting", { step: word(`step-${deed}`) }));
  await sendStep(room, order, deed);
}

/** Somebody else was first, or it was called off: nothing to keep, so it is told and dropped. @param {any} operation @param {() => void} refresh */
async function refused(operation, refresh) {
  if (!operation.url.endsWith("/steps") || operation.body.text || !outbox.here.has(operation.id)) return;
  await outbox.discard(operation.id);
  refresh();
  await ask(operation.message || word("parked"), word("understood"));
}

/** @param {HTMLElement} button @param {() => void} refresh */
async function claim(button, refresh) {
  const { entry = "", room = "", kind, who } = /** @type {HTMLElement} */ (button.closest("[data-entry]")).dataset;
  wait(button);
  const path = button.dataset.claim === "take" ? "claim" : "release";
  const answer = await post(`/rooms/${room}/entries/${entry}/${path}`, { id: uuid7(), kind, who });
  button.removeAttribute("aria-busy");
  refresh();
  if (answer.kind === "ok") return announce(word(`${path}-done`));
  return void (await ask(answer.message || word("not-sent-kept-here"), word("understood")));
}

/** @param {HTMLElement} button */
function wait(button) {
  button.setAttribute("aria-busy", "true");
  button.setAttribute("aria-disabled", "true");
}
