import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { Cursor, touched } = await ours("messaging/cursor");
const entry = (cursor, id = `e${cursor}`, text = "") => ({ id, cursor, text });
const page = (cursors, { head = Math.max(0, ...cursors), more = false } = {}) => ({ entries: cursors.map((cursor) => entry(cursor)), pointers: [], head, epoch: 1, more, next: Math.min(...cursors) });
const line = (cursor, subject = `e${cursor}`, kind = "entry") => ({ cursor, kind, subject });
const pull = (lines, entries, epoch = 1) => ({ lines, entries, pointers: [], head: lines.at(-1)?.cursor ?? 0, epoch, more: false });
const started = (...cursors) => {
  const cursor = new Cursor();
  cursor.start(page(cursors));
  return cursor;
};

test("entries stand in the order of the journal whatever order they came in", () => {
  const cursor = started(3, 1, 2);
  assert.deepEqual(cursor.list().map((one) => one.id), ["e1", "e2", "e3"]);
});

test("the same pull twice changes nothing the second time", () => {
  const cursor = started(1);
  const given = pull([line(2)], [entry(2)]);
  assert.deepEqual(cursor.apply(given).added.map((one) => one.id), ["e2"]);
  const again = cursor.apply(given);
  assert.equal(again.outcome, "applied");
  assert.deepEqual(again.added, []);
  assert.equal(cursor.at, 2);
});

test("a hole in the lines means starting again", () => {
  assert.equal(started(1).apply(pull([line(3)], [entry(3)])).outcome, "start-again");
});

test("another epoch means starting again, also when the bell tells it", () => {
  const cursor = started(1);
  assert.equal(cursor.apply(pull([line(2)], [entry(2)], 2)).outcome, "start-again");
  assert.equal(cursor.wants(1, 2), "start-again");
});

test("a head behind what is known means starting again", () => {
  assert.equal(started(1, 2, 3).wants(2), "start-again");
});

test("a head already known asks for pointers only, a further one for a pull", () => {
  const cursor = started(1, 2);
  assert.equal(cursor.wants(2), "pointers");
  assert.equal(cursor.wants(5), "pull");
});

test("a changed entry replaces the one that was there", () => {
  const cursor = started(1, 2);
  const applied = cursor.apply(pull([line(3, "e1", "amendment")], [entry(1, "e1", "new")]));
  assert.deepEqual(applied.changed.map((one) => one.id), ["e1"]);
  assert.equal(cursor.entries.get("e1").text, "new");
});

test("a change to an entry that was not paged back to is left for paging back", () => {
  const cursor = new Cursor();
  cursor.start(page([8, 9], { head: 9, more: true }));
  const applied = cursor.apply(pull([line(10, "e2", "response")], [entry(2)]));
  assert.deepEqual([applied.added, applied.changed, cursor.at], [[], [], 10]);
});

test("paging back adds earlier entries once", () => {
  const cursor = new Cursor();
  cursor.start(page([4, 5], { head: 5, more: true }));
  assert.equal(cursor.prepend(page([3, 4])).length, 1);
  assert.deepEqual([cursor.oldest, cursor.earlier, cursor.at], [3, false, 5]);
});

test("an answer to a tap does not ask to be read again, an amendment does", () => {
  const found = touched(pull([line(5, "a", "response"), line(6, "b", "amendment"), line(7, "x", "member")], []));
  assert.deepEqual([...found], [["b", 6]]);
});
