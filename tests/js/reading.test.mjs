import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { Reading } = await ours("messaging/reading");
const { Readers } = await ours("messaging/readers");

function reading(pointer, ...cursors) {
  const found = new Reading(pointer);
  for (const cursor of cursors) found.ask(`e${cursor}`, cursor);
  found.knows(Math.max(pointer, ...cursors));
  return found;
}

test("nothing moves before something was seen", () => {
  assert.equal(reading(1, 2, 3).advance(), null);
});

test("the pointer stops before the first entry that was not seen", () => {
  const found = reading(1, 2, 3, 4);
  found.see("e4");
  assert.equal(found.advance(), null);
  found.see("e2");
  assert.equal(found.advance(), 2);
  found.see("e3");
  assert.equal(found.advance(), 4);
});

test("when everything was seen the pointer reaches the head, lines that are no entries included", () => {
  const found = reading(1, 2);
  found.knows(9);
  found.see("e2");
  assert.equal(found.advance(), 9);
});

test("an entry amended after it was seen asks to be read again", () => {
  const found = reading(1, 2);
  found.see("e2");
  assert.equal(found.advance(), 2);
  found.ask("e2", 3);
  found.knows(3);
  assert.equal(found.advance(), null);
  found.see("e2");
  assert.equal(found.advance(), 3);
});

const by = (profession, id, name = id) => ({ id, profession, name });
const pointer = (who, cursor, at = "t") => ({ by: who, cursor, at });
const roles = [["physician", "医師"], ["pharmacist", "薬剤師"]];

test("a role has read when one of its people has, the author aside", () => {
  const readers = new Readers(roles);
  readers.take([pointer(by("physician", "tanaka"), 5), pointer(by("pharmacist", "ito"), 3)]);
  const read = (author) => readers.of({ cursor: 4, author: { id: author } }).map((one) => one.read);
  assert.deepEqual(read("sato"), [true, false]);
  assert.deepEqual(read("tanaka"), [false, false]);
});

test("the time is told only where the pointer shows when this entry was reached", () => {
  const readers = new Readers(roles);
  readers.take([pointer(by("physician", "tanaka"), 5, "07:42")]);
  const at = (cursor, following) => readers.of({ cursor, author: { id: "sato" } }, following)[0].at;
  assert.equal(at(5, Infinity), "07:42");
  assert.equal(at(4, 5), null);
  readers.take([pointer(by("physician", "tanaka"), 7, "08:00")]);
  assert.equal(at(6, 7), "08:00");
});
