import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { restamped, ServerClock } = await ours("messaging/restamp");
const NOW = Date.parse("2026-11-20T15:40:00+09:00");
const AHEAD = { captured_at: "2026-11-23T15:35:00+09:00", text: "t", vitals: [{ at: "2026-11-23T15:30:00+09:00", values: {} }, { at: null, values: {} }], to: [{ kind: "role", id: "nurse", reply_by: "2026-11-23T18:00:00+09:00" }] };

test("an entry of a wrong clock moves to the server's day and keeps its hours", () => {
  const change = restamped(AHEAD, NOW);
  assert.equal(Date.parse(change.captured_at), NOW);
  assert.deepEqual(change.vitals.map(({ at }) => at && Date.parse(at)), [Date.parse("2026-11-20T15:30:00+09:00"), null]);
  assert.equal(Date.parse(change.to[0].reply_by), Date.parse("2026-11-20T18:00:00+09:00"));
});

test("a measurement is never later than now: then it was the day before", () => {
  const late = { ...AHEAD, vitals: [{ at: "2026-11-23T23:00:00+09:00" }] };
  assert.equal(Date.parse(restamped(late, NOW).vitals[0].at), Date.parse("2026-11-19T23:00:00+09:00"));
});

test("what has no vitals and no addressees gets its clock only", () => {
  assert.deepEqual(Object.keys(restamped({ captured_at: AHEAD.captured_at }, NOW)), ["captured_at"]);
});

test("the server's clock goes on by the time that passed, whatever this device shows", () => {
  let passed = 1_000;
  const clock = new ServerClock(() => passed);
  assert.ok(Math.abs(clock.now() - Date.now()) < 1_000);
  clock.hear("2026-11-20T15:40:00+09:00");
  clock.hear(undefined);
  passed += 60_000;
  assert.equal(clock.now(), NOW + 60_000);
});
