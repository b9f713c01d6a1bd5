import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { FITTED, MOST, placed, zoomed } = await ours("messaging/viewer-zoom");
const { badgeOf, labelOf, lineOf, momentOf } = await ours("messaging/pictured");

test("a picture is never smaller than fitted, nor larger than it can be judged", () => {
  assert.deepEqual(zoomed(FITTED, 0.2), FITTED);
  assert.equal(zoomed(FITTED, 100).scale, MOST);
});

test("what lies under the finger stays there", () => {
  const point = { x: 0.2, y: -0.3 };
  const { scale, x, y } = zoomed(FITTED, 2, point);
  const before = { x: point.x, y: point.y };
  const after = { x: (point.x - x) / scale, y: (point.y - y) / scale };
  for (const axis of ["x", "y"]) assert.ok(Math.abs(before[axis] - after[axis]) < 1e-9);
  assert.ok(Math.abs(x + 0.2) < 1e-9 && Math.abs(y - 0.3) < 1e-9);
});

test("no picture can be moved out of its stage", () => {
  assert.deepEqual(placed({ scale: 2, x: 9, y: -9 }), { scale: 2, x: 0.5, y: -0.5 });
  assert.deepEqual(placed({ scale: 1, x: 9, y: -9 }), FITTED);
});

test("a file is named by what is said of it, else by its name, else by its place", () => {
  const picture = { kind: "picture", kind_label: "写真", name: "IMG_1.jpg", wound: "", site_label: "", caption: "" };
  assert.equal(lineOf(picture), "", "the name that a camera gives says nothing");
  assert.equal(labelOf({ ...picture, name: "" }, 2), "写真 2");
  assert.equal(lineOf({ ...picture, site_label: "仙骨部", caption: "洗浄後" }), "仙骨部 洗浄後");
  assert.equal(lineOf({ ...picture, kind: "document", name: "紹介状.pdf" }), "紹介状.pdf");
});

test("films tell their length, and everything stands under the moment it was taken", () => {
  assert.equal(badgeOf({ seconds: 65.9 }), "1:05");
  assert.equal(badgeOf({}), "");
  assert.equal(momentOf({ taken_at: null, arrived_at: "2026-11-20", at: "2026-11-19" }), "2026-11-20");
});
