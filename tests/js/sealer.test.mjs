import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { Sealer } = await ours("messaging/sealer");
const { MemoryRows, SealedStore } = await ours("messaging/store");
const key = (fill) => Buffer.alloc(32, fill).toString("base64");

test("what was sealed opens in its place with the session's key", async () => {
  const sealer = await Sealer.fromKey(key(1));
  const sealed = await sealer.seal("draft/r1", { text: "髙﨑 𠮷男" });
  assert.deepEqual(await sealer.open("draft/r1", sealed), { text: "髙﨑 𠮷男" });
});

test("it opens in no other place and with no other key", async () => {
  const sealed = await (await Sealer.fromKey(key(1))).seal("draft/r1", 1);
  assert.equal(await (await Sealer.fromKey(key(1))).open("draft/r2", sealed), null);
  assert.equal(await (await Sealer.fromKey(key(2))).open("draft/r1", sealed), null);
});

test("nothing readable lies in the store", async () => {
  const rows = new MemoryRows();
  await new SealedStore(rows, await Sealer.fromKey(key(1)), "draft/").put({ id: "r1", text: "CANARY" });
  const [row] = await rows.all();
  assert.deepEqual(Object.keys(row).sort(), ["bytes", "iv", "place"]);
  assert.ok(!Buffer.from(row.bytes).includes("CANARY"));
});

test("rows of another session are dropped when they are met", async () => {
  const rows = new MemoryRows();
  await new SealedStore(rows, await Sealer.fromKey(key(1)), "draft/").put({ id: "r1" });
  assert.deepEqual(await new SealedStore(rows, await Sealer.fromKey(key(2)), "draft/").all(), []);
  assert.deepEqual(await rows.all(), []);
});

test("a key of another length is refused", async () => {
  await assert.rejects(Sealer.fromKey(Buffer.alloc(16).toString("base64")), RangeError);
});

test("the key cannot be taken out of the page", async () => {
  const sealer = await Sealer.fromKey(key(1));
  await assert.rejects(crypto.subtle.exportKey("raw", sealer.key));
});
