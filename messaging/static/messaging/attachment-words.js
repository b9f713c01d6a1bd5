/** What is said of a file that was chosen here. */

import { word } from "shell/words";

const SIGNS = { picture: "picture", document: "document", film: "film", text: "document" };

/** @param {string} kind @returns {string} the drawing that stands for it */
export const signOf = (kind) => SIGNS[/** @type {keyof typeof SIGNS} */ (kind)] ?? "document";

/** One short line on how far it has come. @param {import("messaging/kept-files").File} file */
export function stateText({ state, received, unkept, code }) {
  if (state === "sent") return word("file-sent");
  if (state === "refused") return word("file-refused");
  if (state === "lost") return word("file-lost-short");
  if (unkept) return word("file-unkept-short", { percent: Math.floor(received * 100) });
  if (state === "sending" && !code) return word("file-sending", { percent: Math.floor(received * 100) });
  return word("file-waiting");
}

/** A sentence where the short line is not enough: what happened, what is safe, what to do. @param {import("messaging/kept-files").File} file */
export function troubleText({ state, code, message, unkept, complete }) {
  if (state === "lost") return word("file-lost");
  if (state === "refused") return [message, word("file-still-here")].filter(Boolean).join(" ");
  if (state === "sent") return "";
  if (unkept && !complete) return word("file-unkept");
  if (code && code !== "offline" && message) return message;
  return code === "offline" || code === "trouble" ? word("file-offline") : "";
}

/**
 * What an entry says without one of its files, to be sent as its amendment; null when nothing else stands in it.
 * @param {any} raw @param {string} file
 */
export function takenOut({ text, soap, form, vitals, attachments = [] }, file) {
  const others = attachments.filter((/** @type {{id: string}} */ one) => one.id !== file);
  const says = text || Object.values(soap ?? {}).some(Boolean) || form || vitals.length || others.length;
  return says ? { text, soap, form, vitals, attachments: others } : null;
}
