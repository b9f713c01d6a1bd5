import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { uuid7 } = await ours("shell/uuid7");
const { kindOf } = await ours("shell/api");
const { ago, at, day, dayKey, time, when } = await ours("shell/dates");
const { backoff } = await ours("messaging/backoff");
const { judge, plainNumber } = await ours("messaging/numbers");
const { lacksAddressee, replyBy } = await ours("messaging/composer-form");

test("a UUIDv7 has its version and variant, and later ones sort later", () => {
  const ids = [1, 1_000, 1_800_000_000_000].map((now) => uuid7(now));
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(uuid7(0x017f22e279b0, (bytes) => bytes.fill(0)).slice(0, 13), "017f22e2-79b0");
});

test("every status has one kind", () => {
  const kinds = [200, 204, 401, 403, 404, 409, 413, 422, 429, 500, 503].map(kindOf);
  assert.deepEqual(kinds, ["ok", "ok", "signed-out", "refused", "absent", "conflict", "refused", "refused", "trouble", "trouble", "trouble"]);
});

test("dates are those of Japan wherever the device thinks it is", () => {
  const moment = "2026-11-20T15:30:00+00:00";
  assert.equal(time(moment), "00:30");
  assert.equal(dayKey(moment), "2026-11-21");
  assert.equal(day(moment, Date.parse(moment), "ja"), "11月21日（土）");
  assert.equal(day(moment, Date.parse("2027-01-02T00:00:00+09:00"), "ja"), "2026年11月21日（土）");
  assert.equal(when(moment, Date.parse(moment), "ja"), "00:30");
  assert.equal(at("2026-11-21", 9), "2026-11-21T09:00:00+09:00");
});

test("how long ago is said in minutes, hours, days", () => {
  const now = Date.parse("2026-11-21T12:00:00+09:00");
  const told = [5, 360, 60 * 24 * 3].map((minutes) => ago(now - minutes * 60_000, now, "ja"));
  assert.deepEqual(told, ["5分", "6時間", "3日"]);
});

test("waits grow, are spread and have an end", () => {
  assert.deepEqual([1, 2, 3].map((attempt) => backoff(attempt, () => 1)), [1000, 2000, 4000]);
  assert.equal(backoff(99, () => 1), 60_000);
  assert.equal(backoff(5, () => 0), 200);
});

test("numbers typed in full width are read as numbers", () => {
  assert.equal(plainNumber(" ３６．４ "), "36.4");
  assert.equal(plainNumber("36。4"), "36.4");
});

test("impossible, unusual and ordinary values are told apart, bounds included", () => {
  const limits = { hardLow: "25", hardHigh: "45", softLow: "35", softHigh: "38.5" };
  const verdicts = ["24.9", "25", "35", "38.5", "38.6", "45", "45.1", "x", ""].map((text) => judge(text, limits));
  assert.deepEqual(verdicts, ["impossible", "low", "", "", "high", "high", "impossible", "number", "number"]);
  assert.equal(judge("999", { hardLow: "", hardHigh: "", softLow: "", softHigh: "" }), "");
});

test("an answer is asked for at a moment in Japan", () => {
  const now = Date.parse("2026-11-20T23:30:00+09:00");
  assert.equal(replyBy("today", "", now), "2026-11-20T18:00:00+09:00");
  assert.equal(replyBy("tomorrow-noon", "", now), "2026-11-21T12:00:00+09:00");
  assert.equal(replyBy("other", "2026-11-22T09:15", now), "2026-11-22T09:15:00+09:00");
  assert.equal(replyBy("", "", now), null);
});

test("an order waits for an addressee, and nothing else does", () => {
  assert.equal(lacksAddressee("order", []), true);
  assert.equal(lacksAddressee("order", ["role:nurse"]), false);
  assert.equal(lacksAddressee("report", []), false);
});
