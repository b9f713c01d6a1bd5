import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { arranged, sbarOf } = await ours("messaging/entry-form");
const { touched } = await ours("messaging/cursor");

const line = (id) => ({ id, label: id, text: id, state: "value" });
const section = (title, ...ids) => ({ title, lines: ids.map(line) });
const shape = (form) => {
  const { rows, hidden } = arranged(form);
  return [rows.map((row) => [row.title, row.shown]), hidden];
};

test("a short form is shown whole", () => {
  assert.deepEqual(shape({ sections: [section("order", "content", "due_at", "given")] }), [[["order", 3]], 0]);
});

test("what lies beyond six lines waits behind the button, and is counted", () => {
  const form = { sections: [section("a", "1", "2", "3", "4"), section("b", "5", "6", "7"), section("c", "8")] };
  assert.deepEqual(shape(form), [[["a", 4], ["b", 2], ["c", 0]], 2]);
});

test("what the doctor must know stands first and is never folded", () => {
  const form = { sections: [section("a", "1", "2", "3", "4", "5", "6", "7"), section("report", "need", "sbar_s", "sbar_r")] };
  assert.deepEqual(shape(form), [[["SBAR", 2], ["a", 6], ["report", 0]], 2]);
  assert.deepEqual(sbarOf(form).map((one) => one.text), ["sbar_s", "sbar_r"]);
});

test("when the visit was is read last", () => {
  const form = { sections: [section("header", "started_at", "ended_at"), section("state", "overall")] };
  assert.deepEqual(shape(form), [[["state", 1], ["header", 2]], 0]);
});

test("an order that moved on is something to read; a claim, an answer and a pin are not", () => {
  const lines = ["entry", "order", "claim", "response", "pin", "amendment"].map((kind, index) => ({ kind, subject: kind, cursor: index + 1 }));
  assert.deepEqual([...touched({ lines }).keys()], ["entry", "order", "amendment"]);
});
