import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { Outbox } = await ours("messaging/outbox");
const OK = { kind: "ok", status: 201, body: {}, code: "", message: "", fields: {}, retryAfter: 0 };
const BUSY = { ...OK, kind: "trouble", status: 503, retryAfter: 2 };
const OFFLINE = { ...OK, kind: "offline", status: 0 };
const REFUSED = { ...OK, kind: "refused", status: 422, code: "invalid", message: "no", fields: { text: "too long" } };
const SIGNED_OUT = { ...OK, kind: "signed-out", status: 401 };

class Rows {
  rows = new Map();
  all = async () => [...this.rows.values()].map((row) => structuredClone(row));
  put = async (row) => void this.rows.set(row.id, structuredClone(row));
  remove = async (id) => void this.rows.delete(id);
}

function outbox(answers, store = new Rows()) {
  const sent = [];
  const waits = [];
  const box = new Outbox({
    store,
    random: () => 0.5,
    later: (milliseconds, run) => waits.push({ milliseconds, run }),
    send: async (operation) => {
      sent.push(operation.id);
      const next = typeof answers === "function" ? answers(operation) : answers.shift();
      return next ?? OK;
    },
  });
  return { box, sent, waits, store };
}
let order = 0;
const operation = (id, room = "r1", dependsOn = []) => ({ id, room, url: `/${id}`, body: { text: id }, dependsOn, order: (order += 1) });
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test("operations of a room go out first in, first out, and leave the device when they arrived", async () => {
  const { box, sent, store } = outbox([]);
  await box.add(operation("a"));
  await box.add(operation("b"));
  await settle();
  assert.deepEqual(sent, ["a", "b"]);
  assert.equal(store.rows.size, 0);
});

for (const [name, trouble] of [["a busy server", BUSY], ["no network", OFFLINE]]) {
  test(`after ${name} the same id is sent again, before what came later`, async () => {
    const { box, sent, waits, store } = outbox([trouble]);
    await box.add(operation("a"));
    await settle();
    await box.add(operation("b"));
    await settle();
    assert.deepEqual(sent, ["a"]);
    assert.equal(store.rows.size, 2);
    waits[0].run();
    await settle();
    assert.deepEqual(sent, ["a", "a", "b"]);
  });
}

test("the server's Retry-After is respected and waits grow", async () => {
  const { box, waits } = outbox(() => OFFLINE);
  await box.add(operation("a"));
  await settle();
  waits[0].run();
  await settle();
  assert.ok(waits[1].milliseconds > waits[0].milliseconds);
  const busy = outbox([BUSY]);
  await busy.box.add(operation("a"));
  await settle();
  assert.equal(busy.waits[0].milliseconds, 2000);
});

test("a resting room does not stop another one", async () => {
  const { box, sent } = outbox((one) => (one.room === "r1" ? OFFLINE : OK));
  await box.add(operation("a", "r1"));
  await box.add(operation("b", "r2"));
  await settle();
  assert.deepEqual(sent, ["a", "b"]);
});

test("a refused operation is parked with its reason; only what depends on it waits", async () => {
  const { box, sent } = outbox((one) => (one.id === "a" ? REFUSED : OK));
  box.stopped = true;
  await box.add(operation("a"));
  await box.add(operation("reply", "r1", ["a"]));
  await box.add(operation("b"));
  await box.resume();
  assert.deepEqual(sent, ["a", "b"]);
  const [a, reply] = box.operations;
  assert.deepEqual([a.state, a.code, a.fields], ["parked", "invalid", { text: "too long" }]);
  assert.deepEqual([reply.state, reply.code], ["parked", "depends"]);
});

test("a parked operation sent again frees its dependants", async () => {
  const answers = [REFUSED];
  const { box, sent, store } = outbox(answers);
  box.stopped = true;
  await box.add(operation("a"));
  await box.add(operation("reply", "r1", ["a"]));
  await box.resume();
  await box.retry("a", { soft_confirmed: true });
  assert.deepEqual(sent, ["a", "a", "reply"]);
  assert.equal(store.rows.size, 0);
});

test("a discarded operation leaves the device and is never sent", async () => {
  const { box, sent, store } = outbox([REFUSED]);
  await box.add(operation("a"));
  await settle();
  await box.discard("a");
  await box.resume();
  assert.deepEqual([sent, store.rows.size, box.operations], [["a"], 0, []]);
});

test("after sign-out nothing is lost and nothing is tried until somebody signs in", async () => {
  const { box, sent, store } = outbox([SIGNED_OUT]);
  await box.add(operation("a"));
  await settle();
  await box.flush();
  assert.deepEqual([sent, store.rows.size, box.operations[0].state], [["a"], 1, "waiting"]);
  await box.resume();
  assert.deepEqual(sent, ["a", "a"]);
});

test("a reload finds what was waiting, in the order it was written", async () => {
  const first = outbox(() => OFFLINE);
  await first.box.add(operation("a"));
  await first.box.add(operation("b"));
  const { box, sent } = outbox([], first.store);
  await box.restore();
  await box.flush();
  assert.deepEqual(sent, ["a", "b"]);
});

test("what another tab wrote stands here too, once, until that tab says it has gone", async () => {
  const { box, sent } = outbox([]);
  box.stopped = true;
  await box.add(operation("a"));
  const waiting = { ...operation("b"), state: "waiting", code: "", message: "", fields: {}, attempts: 0 };
  box.adopt(waiting);
  box.adopt({ ...waiting, state: "parked", code: "clock" });
  assert.deepEqual(box.operations.map(({ id, state, code }) => [id, state, code]), [["a", "waiting", ""], ["b", "parked", "clock"]]);
  assert.deepEqual([...box.here], ["a"]);
  box.forget("b");
  await box.resume();
  assert.deepEqual(sent, ["a"]);
});

test("an operation is told to the other tabs only when it lies on the device", async () => {
  const { box, store } = outbox([REFUSED]);
  const told = [];
  box.addEventListener("kept", ({ detail }) => told.push([detail.operation.state, store.rows.get("a").state]));
  await box.add(operation("a"));
  await settle();
  assert.deepEqual(told, [["waiting", "waiting"], ["parked", "parked"]]);
});

test("a device that cannot keep it still sends it", async () => {
  const store = new Rows();
  store.put = async () => { throw new Error("full"); };
  const { box, sent } = outbox([], store);
  await box.add(operation("a"));
  await settle();
  assert.deepEqual(sent, ["a"]);
});
