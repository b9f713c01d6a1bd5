/** Orders on an entry: where each stands, what was done, and the buttons for who may go on. */

import { when } from "shell/dates";
import { word } from "shell/words";
import { copyOf, make, part, say } from "messaging/parts";

const LOOKS = /** @type {Record<string, string>} */ ({ requested: "caution", taken: "accent", done: "accent", reported: "calm", accepted: "calm", cancelled: "plain" });
// The first of these that may be taken is the next thing to do.
const FORWARD = ["take", "do", "report", "accept", "write"];

/**
 * @param {HTMLElement} place
 * @param {any} entry
 * @param {any[]} waiting steps of this entry that are still on this device
 */
export function fillOrders(place, entry, waiting) {
  const orders = entry.orders ?? [];
  place.hidden = orders.length === 0;
  place.replaceChildren(...orders.map((/** @type {any} */ order) => orderElement(order, waiting.filter((one) => one.url.includes(order.id)))));
}

/** @param {any} order @param {any[]} waiting */
function orderElement(order, waiting) {
  const element = copyOf("order-template");
  element.dataset.order = order.id;
  element.setAttribute("aria-label", word("order-of", { profession: order.profession_label, state: order.state_label }));
  const state = part(element, "order-state");
  state.textContent = order.times > 1 ? `${order.state_label} ${order.done}/${order.times}` : order.state_label;
  state.classList.add(LOOKS[order.state] ?? "plain");
  part(element, "for").textContent = word("order-for", { profession: order.profession_label });
  const due = part(element, "due");
  say(due, order.due_at && word(order.overdue ? "order-overdue" : "order-due", { time: when(order.due_at) }));
  due.classList.add(order.overdue ? "danger" : "plain");
  part(element, "oral").hidden = !order.oral || Boolean(order.written);
  say(part(element, "holder"), holder(order));
  steps(part(element, "steps"), order);
  unsent(part(element, "waiting"), waiting);
  deeds(part(element, "deeds"), order, waiting);
  return element;
}

/** @param {any} order */
function holder(order) {
  if (!order.holder || order.state === "cancelled") return "";
  if (order.holder.left) return word("order-left", { name: order.holder.name });
  return word(order.holder.me ? "order-mine" : "order-held", { name: `${order.holder.name}（${order.holder.role_label}）` });
}

/** @param {HTMLElement} list @param {any} order */
function steps(list, order) {
  list.hidden = order.steps.length === 0;
  list.replaceChildren(...order.steps.map((/** @type {any} */ step) => {
    const to = step.kind === "pass-on" ? `→ ${step.to || order.profession_label}` : "";
    const line = make("li", "", [step.label, to].filter(Boolean).join(" "));
    line.append(make("span", "quiet", ` ${step.by} ${when(step.at)}`));
    if (step.text) line.append(make("span", "order-said keep-lines", step.text));
    return line;
  }));
}

/** @param {HTMLElement} place @param {any[]} waiting */
function unsent(place, waiting) {
  place.hidden = waiting.length === 0;
  place.replaceChildren(...waiting.flatMap((operation) => {
    const label = word(`step-${operation.body.step}`);
    const parked = operation.state === "parked";
    const line = make("p", "", parked ? word("step-parked", { step: label, reason: operation.message || word("parked") }) : word("step-waiting", { step: label }));
    if (operation.body.text) line.append(make("span", "order-said keep-lines", operation.body.text));
    if (!parked) return [line];
    return [line, button("discard-step", word("close"), "button small", { operation: operation.id })];
  }));
}

/** @param {HTMLElement} place @param {any} order @param {any[]} waiting */
function deeds(place, order, waiting) {
  const may = waiting.some((one) => one.state === "waiting") ? [] : order.may;
  place.hidden = may.length === 0;
  const next = FORWARD.find((step) => may.includes(step));
  const ordered = [...FORWARD, "pass-on", "cancel"].filter((step) => may.includes(step));
  place.replaceChildren(...ordered.map((step) => button("step", word(`step-${step}`), step === next ? "button small primary" : "button small", { step, order: order.id })));
}

/** @param {string} action @param {string} label @param {string} className @param {Record<string, string>} data */
function button(action, label, className, data) {
  const element = make("button", className, label);
  element.setAttribute("type", "button");
  Object.assign(element.dataset, { action, ...data });
  return element;
}
