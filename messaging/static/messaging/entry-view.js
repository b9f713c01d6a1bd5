/** Fills the one entry template: for entries of the server, live ones, and those still on this device alike. */

import { dayKey, time, when } from "shell/dates";
import { word } from "shell/words";
import { fillForm, sbarOf } from "messaging/entry-form";
import { fillOrders } from "messaging/entry-orders";
import { fillStrip } from "messaging/entry-strip";
import { copyOf, make, part, say } from "messaging/parts";

const LATE = 10 * 60_000;

/** @param {any} entry @returns {HTMLElement} */
export function entryElement(entry) {
  const item = copyOf("entry-template");
  item.id = `entry-${entry.id}`;
  item.dataset.id = entry.id;
  return item;
}

/**
 * @param {HTMLElement} item
 * @param {any} entry
 * @param {{me: string, find: (id: string) => any, readers: string, readerNames: string, room?: string, waiting?: any[]}} around
 */
export function fillEntry(item, entry, around) {
  item.dataset.purpose = entry.purpose;
  item.dataset.cursor = String(entry.cursor);
  item.classList.toggle("mine", entry.mine);
  item.classList.toggle("retracted", Boolean(entry.retracted));
  item.classList.toggle("unsent", Boolean(entry.unsent));
  head(item, entry);
  say(part(item, "to"), addressees(entry));
  part(item, "to").classList.toggle("asks-me", entry.to.some((/** @type {any} */ one) => one.me && !one.answered));
  claims(item, entry);
  quote(item, entry, around);
  family(item, entry, around);
  body(item, entry);
  fillForm(part(item, "form"), entry);
  fillStrip(part(item, "strip"), entry);
  fillOrders(part(item, "orders"), entry, around.waiting ?? []);
  responses(item, entry);
  answers(item, entry, around);
  foot(item, entry, around);
}

/** @param {HTMLElement} item @param {any} entry */
function head(item, entry) {
  part(item, "purpose").textContent = entry.purpose_label;
  part(item, "kind").hidden = entry.kind === "note" || entry.kind === "order" || !entry.kind_label;
  part(item, "kind-label").textContent = entry.kind_label ?? "";
  part(item, "pinned").hidden = !entry.pinned;
  proxy(item, entry);
  part(item, "author").textContent = entry.author.name;
  say(part(item, "role"), entry.author.role_label);
  say(part(item, "organization"), entry.author.organization);
  const shown = part(item, "time");
  shown.dateTime = entry.captured_at;
  shown.textContent = dayKey(entry.captured_at) === dayKey(entry.received_at ?? entry.captured_at) ? time(entry.captured_at) : when(entry.captured_at);
  part(item, "time-link").href = `#entry-${entry.id}`;
  say(part(item, "late"), [arrival(entry), entry.clock && word(`clock-${entry.clock}`)].filter(Boolean).join(" "));
}

/** In whose name it was entered, shown to all until that person has approved it. @param {HTMLElement} item @param {any} entry */
function proxy(item, entry) {
  const banner = part(item, "proxy");
  const meant = entry.proxy_for;
  banner.hidden = !meant?.name || Boolean(entry.retracted);
  if (banner.hidden) return;
  banner.classList.toggle("open", !meant.approved);
  const name = `${meant.name}（${meant.role_label}）`;
  part(item, "proxy-text").textContent = word(meant.approved ? "proxy-approved" : meant.me ? "proxy-yours" : "proxy-open", { name, by: entry.author.name });
}

/** @param {any} entry */
function arrival(entry) {
  if (!entry.received_at || !entry.late) return "";
  if (new Date(entry.received_at).getTime() - new Date(entry.captured_at).getTime() < LATE) return "";
  return word("late", { time: when(entry.received_at, new Date(entry.captured_at).getTime()) });
}

/** @param {any} entry */
function addressees(entry) {
  const to = entry.to.filter((/** @type {any} */ one) => one.kind !== "team" || one.reply_by).map((/** @type {any} */ one) => {
    const by = one.reply_by ? word(one.answered ? "answered-by" : one.overdue ? "overdue-by" : "reply-by", { time: when(one.reply_by) }) : one.answered ? word("answered") : "";
    return by ? `${one.label}（${by}）` : one.label;
  });
  const mentioned = entry.mentions.map((/** @type {any} */ one) => `@${one.label}`);
  return [to.length ? word("to", { names: to.join("、") }) : "", mentioned.join(" ")].filter(Boolean).join("　");
}

/** @param {HTMLElement} item @param {any} entry @param {{find: (id: string) => any}} around */
function quote(item, entry, around) {
  const link = part(item, "quote");
  link.hidden = !entry.in_reply_to;
  if (!entry.in_reply_to) return;
  const first = around.find(entry.in_reply_to);
  link.href = `#entry-${entry.in_reply_to}`;
  part(item, "quote-text").textContent = first ? `${first.author.name}: ${summary(first)}` : word("earlier-entry");
}

/** Who took what was asked of several, and the button for who may. @param {HTMLElement} item @param {any} entry */
function claims(item, entry) {
  const place = part(item, "claims");
  const asked = [...entry.to, ...entry.mentions].filter((one) => one.claimed_by || one.claim);
  place.hidden = asked.length === 0 || Boolean(entry.retracted);
  place.replaceChildren(...asked.map((one) => {
    const line = make("li", one.claimed_by ? "claimed" : "", one.claimed_by ? word("claimed", { name: one.claimed_by.name, to: one.label }) : word("unclaimed", { to: one.label }));
    if (!one.claim) return line;
    const button = make("button", "button small", word(`claim-${one.claim}`));
    button.setAttribute("type", "button");
    Object.assign(button.dataset, { action: "claim", claim: one.claim, kind: one.kind, who: one.id });
    line.append(button);
    return line;
  }));
}

/** An entry and what was asked together with it know each other. @param {HTMLElement} item @param {any} entry @param {{find: (id: string) => any}} around */
function family(item, entry, around) {
  const whole = part(item, "whole");
  whole.hidden = !entry.part_of;
  if (entry.part_of) {
    const first = around.find(entry.part_of);
    whole.href = `#entry-${entry.part_of}`;
    part(item, "whole-text").textContent = word("part-of", { entry: first ? `${first.author.name}: ${summary(first)}` : word("earlier-entry") });
  }
  const place = part(item, "parts");
  const parts = entry.parts ?? [];
  place.hidden = parts.length === 0;
  place.replaceChildren(...(parts.length ? [make("span", "", word("parts"))] : []), ...parts.map((/** @type {any} */ one) => {
    const link = make("a", "", word("part-to", { to: one.to || word("whole-team"), purpose: one.purpose_label }));
    link.setAttribute("href", `#entry-${one.id}`);
    return link;
  }));
}

/** One line of an entry. @param {any} entry */
export function summary(entry) {
  if (entry.retracted) return word("retracted-short");
  const soap = entry.soap ? Object.values(entry.soap).filter(Boolean).join(" ") : "";
  return (entry.text || soap || filledIn(entry) || word(entry.attachments?.length && !entry.vitals.length ? "attachments-only" : "vitals-only")).replace(/\s+/g, " ").slice(0, 80);
}

/** What is ordered, or the first answers of a form. @param {any} entry */
function filledIn(entry) {
  const sections = entry.form?.sections ?? [];
  const lines = sections.flatMap((/** @type {any} */ section) => section.lines);
  const content = lines.find((/** @type {any} */ line) => line.id === "content");
  if (content) return content.text;
  // What the doctor must know, else what stands behind the header with its times.
  const urgent = sbarOf({ sections });
  const told = urgent.length ? urgent : sections.slice(1).flatMap((/** @type {any} */ section) => section.lines);
  return (told.length ? told : lines).slice(0, 4).map((/** @type {any} */ line) => `${line.label} ${line.text}`).join("、");
}

/** @param {HTMLElement} item @param {any} entry */
function body(item, entry) {
  say(part(item, "text"), entry.text);
  const soap = part(item, "soap");
  const lines = ["s", "o", "a", "p"].filter((letter) => entry.soap?.[letter]);
  soap.hidden = lines.length === 0;
  soap.replaceChildren(...lines.flatMap((letter) => [make("dt", "", letter.toUpperCase()), make("dd", "keep-lines", entry.soap[letter])]));
  part(item, "vitals").replaceChildren(...entry.vitals.map((/** @type {any} */ set) => vitalSet(set, entry.vitals.length)));
  const gone = entry.retracted;
  say(part(item, "retracted"), gone && word("retracted", { name: gone.by.name, time: when(gone.at), reason: [gone.reason_label, gone.text].filter(Boolean).join("：") }));
  const amended = entry.amended;
  say(part(item, "amended"), amended && word("amended", { name: amended.by.name, time: when(amended.at), count: amended.count }));
}

/** @param {any} set @param {number} count */
function vitalSet(set, count) {
  const element = copyOf("vitals-template");
  const told = [set.at ? time(set.at) : "", count > 1 || set.condition !== "rest" ? set.condition_label : ""].filter(Boolean);
  say(part(element, "when"), told.join(" "));
  part(element, "readings").replaceChildren(...set.readings.map(reading));
  say(part(element, "comment"), set.comment);
  return element;
}

/** @param {any} one */
function reading(one) {
  const element = copyOf("reading-template");
  part(element, "label").textContent = one.label;
  part(element, "text").textContent = one.text;
  element.dataset.flag = one.flag;
  element.dataset.state = one.state;
  const flag = part(element, "flag");
  flag.hidden = !one.flag;
  flag.textContent = one.flag === "low" ? "▼" : "▲";
  flag.setAttribute("role", "img");
  if (one.flag) flag.setAttribute("aria-label", word(`flag-${one.flag}`));
  return element;
}

/** @param {HTMLElement} item @param {any} entry */
function responses(item, entry) {
  const list = part(item, "responses");
  list.hidden = entry.responses.length === 0;
  list.replaceChildren(...entry.responses.map((/** @type {any} */ one) => {
    const line = make("li", "", `${one.label}${one.text ? `：${one.text}` : ""}`);
    line.append(make("span", "quiet", ` ${one.by.name}（${one.by.role_label}）${when(one.at)}`));
    return line;
  }));
}

/** The first answer is filled only while the entry asks me and I have said nothing: a report must not shout. @param {HTMLElement} item @param {any} entry @param {{me: string}} around */
function answers(item, entry, around) {
  const place = part(item, "answers");
  const offered = entry.may.includes("respond") ? entry.answers : [];
  const approves = entry.proxy_for?.me && !entry.proxy_for.approved;
  const asked = approves || [...entry.to, ...entry.mentions].some((one) => one.me) && !entry.responses.some((/** @type {any} */ one) => one.by.id === around.me);
  place.hidden = offered.length === 0;
  place.toggleAttribute("inert", false);
  place.replaceChildren(...offered.map((/** @type {any} */ one, /** @type {number} */ index) => {
    const button = make("button", asked ? (index === 0 ? "button small primary" : "button small") : "button small outlined", one.label);
    button.setAttribute("type", "button");
    button.dataset.action = "respond";
    button.dataset.code = one.code;
    return button;
  }));
}

/** @param {HTMLElement} item @param {any} entry @param {{readers: string, readerNames: string, room?: string}} around */
function foot(item, entry, around) {
  const readers = part(item, "readers");
  say(readers, entry.unsent || entry.retracted ? "" : around.readers);
  readers.title = around.readerNames;
  say(part(item, "state"), state(entry));
  part(item, "state").dataset.state = entry.unsent ?? "arrived";
  const may = (/** @type {string} */ deed) => entry.may.includes(deed);
  for (const button of item.querySelectorAll("[data-action]")) {
    const deed = /** @type {HTMLElement} */ (button).dataset.action ?? "";
    if (["reply", "amend", "retract", "pin", "unpin"].includes(deed)) /** @type {HTMLElement} */ (button).hidden = !may(deed);
    if (deed === "history" && button.closest(".menu")) /** @type {HTMLElement} */ (button).hidden = !entry.amended;
  }
  const exported = outputs(item, entry, around.room ?? "");
  part(item, "more").hidden = !exported && !["amend", "retract", "pin", "unpin"].some(may) && !entry.amended;
  const parked = entry.unsent === "parked";
  part(item, "parked").hidden = !parked;
  if (parked) part(item, "parked-reason").textContent = entry.parked;
  const again = item.querySelector('[data-action="resend"]');
  if (again && parked) again.textContent = word(entry.code === "unusual" ? "send-unusual" : "send-again");
}

/** What leaves the timeline: the paper, the table, and the texts to paste elsewhere. @param {HTMLElement} item @param {any} entry @param {string} room */
function outputs(item, entry, room) {
  const may = entry.may.includes("export") && !entry.unsent;
  for (const [name, file] of [["record", "record/"], ["record-pdf", "record.pdf"], ["record-csv", "record.csv"]]) {
    const link = part(item, name);
    link.hidden = !may;
    link.href = `/rooms/${room}/entries/${entry.id}/${file}`;
  }
  for (const button of item.querySelectorAll("[data-copy]")) /** @type {HTMLElement} */ (button).hidden = !may;
  return may;
}

/** @param {any} entry */
function state(entry) {
  if (entry.unsent === "parked") return word("entry-parked");
  if (entry.unsent) return word("entry-waiting");
  if (!entry.mine || entry.retracted) return "";
  const physician = entry.responses.find((/** @type {any} */ one) => one.by.profession === "physician");
  return physician ? word("entry-confirmed", { name: physician.by.name }) : word("entry-arrived");
}

