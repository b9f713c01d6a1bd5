/** The photos and files of an entry, small, with what has become of each; nothing jumps when they come. */

import { word } from "shell/words";
import { copyOf, part, say } from "messaging/parts";
import { badgeOf, labelOf, lineOf, pictured } from "messaging/pictured";

const ON_THE_WAY = ["device", "awaited", "receiving"];
const NOT_COMING = ["refused", "lost"];

/** @typedef {{received: number, state: string, message?: string, local?: string, again?: boolean}} Told */
/** @type {Map<string, Told>} what this device tells of its own files, before the server does */
const told = new Map();

globalThis.document?.addEventListener("upload-progress", (event) => {
  const { id, ...said } = /** @type {CustomEvent} */ (event).detail;
  told.set(id, said);
  for (const item of document.querySelectorAll(`.attachment[data-id="${CSS.escape(id)}"]`)) {
    onTheWay(/** @type {HTMLElement} */ (item), 0);
    choices(/** @type {HTMLElement} */ (item));
    drawn(/** @type {HTMLElement} */ (item), said.local);
  }
});

/** @param {HTMLElement} place @param {any} entry */
export function fillStrip(place, entry) {
  const files = entry.retracted ? [] : entry.attachments ?? [];
  if (entry.retracted) forget(entry.id);
  const known = new Map([...place.children].map((item) => [/** @type {HTMLElement} */ (item).dataset.id, item]));
  const items = files.map((/** @type {any} */ file, /** @type {number} */ index) =>
    fill(/** @type {HTMLElement} */ (known.get(file.id) ?? copyOf("attachment-template")), file, entry, index + 1));
  const same = place.children.length === items.length && items.every((/** @type {Element} */ item, /** @type {number} */ index) => place.children[index] === item);
  if (!same) place.replaceChildren(...items);
  place.hidden = items.length === 0;
}

/** @param {HTMLElement} item @param {any} file @param {any} entry @param {number} number */
function fill(item, file, entry, number) {
  item.dataset.id = file.id;
  item.dataset.state = file.state;
  item.toggleAttribute("data-amendable", (entry.may ?? []).includes("amend"));
  const label = labelOf(file, number);
  opening(part(item, "file-tile"), file, entry, label);
  picture(item, file, label);
  say(part(item, "file-badge"), badgeOf(file));
  say(part(item, "file-caption"), lineOf(file));
  say(part(item, "file-state"), stateOf(file));
  part(item, "file-progress").hidden = true;
  if (ON_THE_WAY.includes(file.state)) onTheWay(item, file.received ?? 0);
  else judged(file);
  choices(item);
  return item;
}

/** The server has said it: this device has nothing to add, and may let its copy go, or asks what is to become of it. @param {any} file */
function judged({ id, state, refusal, reason }) {
  if (state === "clean") told.delete(id);
  if (state === "clean" || state === "refused") document.dispatchEvent(new CustomEvent("upload-verdict", { detail: { id, state, reason: refusal, message: reason } }));
}

/** What whoever wrote it can do about a file that does not come. @param {HTMLElement} item */
function choices(item) {
  const here = told.get(item.dataset.id ?? "");
  const state = item.dataset.state ?? "";
  const missing = state === "refused" || (ON_THE_WAY.includes(state) && NOT_COMING.includes(here?.state ?? ""));
  item.toggleAttribute("data-missing", missing);
  part(item, "file-deeds").hidden = !missing || !item.hasAttribute("data-amendable");
  part(item, "file-again").hidden = !here?.again;
}

/** Only what is clean can be opened. @param {HTMLAnchorElement} tile @param {any} file @param {any} entry @param {string} label */
function opening(tile, file, entry, label) {
  const { thumbnail, preview, url } = file;
  if (file.state !== "clean") {
    for (const name of ["href", "data-attachment", "aria-haspopup", "aria-label"]) tile.removeAttribute(name);
    return;
  }
  pictured.set(file.id, { ...file, entry: entry.id, by: entry.author, at: entry.captured_at });
  tile.href = url + preview;
  tile.dataset.attachment = file.id;
  tile.setAttribute("aria-haspopup", "dialog");
  if (!thumbnail) tile.setAttribute("aria-label", label);
}

/** @param {HTMLElement} item @param {any} file @param {string} label */
function picture(item, file, label) {
  const image = part(item, "file-thumbnail");
  const clean = file.state === "clean";
  const source = clean ? file.thumbnail && file.url + file.thumbnail : file.local || (told.get(file.id)?.local ?? "");
  // Until the server has it, what this device drew of it stays.
  const stays = !clean && file.state !== "refused" && image.hasAttribute("src");
  if (source && image.getAttribute("src") !== source) image.src = source;
  image.hidden = !source && !stays;
  if (image.hidden) image.removeAttribute("src");
  image.alt = label;
  const kind = file.kind || "picture";
  for (const sign of item.querySelectorAll("[data-kind]")) {
    const one = /** @type {HTMLElement} */ (sign);
    one.hidden = one.dataset.kind !== kind || !image.hidden;
  }
}

/** A small picture that this device has drawn meanwhile, while the server shows none. @param {HTMLElement} item @param {string} [local] */
function drawn(item, local) {
  const image = part(item, "file-thumbnail");
  if (!local || item.dataset.state === "clean" || image.hasAttribute("src")) return;
  image.src = local;
  image.hidden = false;
  for (const sign of item.querySelectorAll("[data-kind]")) /** @type {HTMLElement} */ (sign).hidden = true;
}

/** @param {any} file */
function stateOf(file) {
  if (file.state === "clean") return "";
  if (file.state === "device") return word("entry-waiting");
  if (file.state === "refused") return [file.state_label, file.reason].filter(Boolean).join("：");
  return file.state_label;
}

/** @param {HTMLElement} item @param {number} received the share of it that the server has told */
function onTheWay(item, received) {
  if (!ON_THE_WAY.includes(item.dataset.state ?? "")) return;
  const here = told.get(item.dataset.id ?? "");
  const share = Math.max(received, here?.received ?? 0);
  const progress = part(item, "file-progress");
  progress.hidden = !share || here?.state === "checking";
  if (here && NOT_COMING.includes(here.state)) {
    progress.hidden = true;
    return say(part(item, "file-state"), here.message);
  }
  if (here?.state === "checking") return say(part(item, "file-state"), word("attachment-checking"));
  if (!share) return;
  const said = word("attachment-sending", { percent: Math.floor(share * 100) });
  progress.value = share;
  progress.setAttribute("aria-label", said);
  say(part(item, "file-state"), said);
}

/** What was taken back is gone from an open viewer too. @param {string} entry */
function forget(entry) {
  const gone = [...pictured.values()].filter((file) => file.entry === entry).map((file) => file.id);
  for (const id of gone) pictured.delete(id);
  if (gone.length) document.dispatchEvent(new CustomEvent("attachments:gone", { detail: { entry } }));
}
