/** The physicians' numbers, to be dialled before anything is written. */

import { copyOf, part } from "messaging/parts";

/** @param {HTMLElement} note */
export function listTelephones(note) {
  const list = part(note, "telephone-list");
  const known = JSON.parse(document.getElementById("note-telephones")?.textContent ?? "[]");
  for (const { name, number } of list ? known : []) {
    const item = copyOf("telephone-template");
    part(item, "call").href = `tel:${number.replace(/[^\d+]/g, "")}`;
    part(item, "who").textContent = name;
    part(item, "number").textContent = number;
    list.append(item);
  }
}
