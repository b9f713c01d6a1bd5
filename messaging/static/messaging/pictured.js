/** The files that stand on this page: what is said of each, for strips, galleries and the viewer. */

import { word } from "shell/words";

/** @type {Map<string, any>} clean files by id, each with the entry that speaks of it */
export const pictured = new Map();

// What a locked screen showed is told anew by the page, or not at all.
globalThis.document?.addEventListener("session:locked", () => pictured.clear());

/** "創1 仙骨部 滲出あり"; of what is no picture its name, when nothing else is said. @param {any} file */
export function lineOf(file) {
  const said = [file.wound && word("attachment-wound", { number: file.wound }), file.site_label, file.caption].filter(Boolean).join(" ");
  return said || (file.kind === "picture" ? "" : file.name);
}

/** Names it for who cannot see it. @param {any} file @param {number} [number] its place among others */
export function labelOf(file, number) {
  return [file.kind_label, lineOf(file) || file.name || number].filter(Boolean).join(" ");
}

/** "3ページ" of a document, "1:05" of a film. @param {any} file */
export function badgeOf(file) {
  if (file.pages) return word("attachment-pages", { count: file.pages });
  if (!file.seconds) return "";
  const seconds = Math.floor(file.seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The moment it stands under: taken, else arrived, else written. @param {any} file @returns {string} */
export const momentOf = (file) => file.taken_at ?? file.arrived_at ?? file.at;
