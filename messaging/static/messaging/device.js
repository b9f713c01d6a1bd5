/** This device: its id and the count of its operations, which hold nothing about anybody. */

import { uuid7 } from "shell/uuid7";

const ID = "tsunagi-device";
const COUNT = "tsunagi-operations";

/** @param {Storage} [storage] */
export function deviceId(storage = localStorage) {
  const known = storage.getItem(ID);
  if (known) return known;
  const made = uuid7();
  storage.setItem(ID, made);
  return made;
}

/** The next number; the larger of what the store and this page remember. @param {Storage} [storage] */
export function nextCount(storage = localStorage) {
  const next = Number(storage.getItem(COUNT) ?? 0) + 1;
  storage.setItem(COUNT, String(next));
  return next;
}
