import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { ours } from "./ours.mjs";

const { failureOf } = await ours("messaging/viewer-film");
const before = globalThis.fetch;
const film = (code) => ({ src: "/attachments/1/original", error: code ? { code } : null });
const answers = (ok) => (globalThis.fetch = async () => ({ ok }));

afterEach(() => (globalThis.fetch = before));

test("a film that is there and cannot be decoded is of a kind this device cannot play", async () => {
  answers(true);
  assert.equal(await failureOf(film(3)), "viewer-format");
  assert.equal(await failureOf(film(4)), "viewer-format");
});

test("a film that does not arrive is not blamed on its kind", async () => {
  answers(false);
  assert.equal(await failureOf(film(4)), "viewer-failed");
  globalThis.fetch = async () => Promise.reject(new TypeError("offline"));
  assert.equal(await failureOf(film(4)), "viewer-failed");
  answers(true);
  assert.equal(await failureOf(film(2)), "viewer-failed", "the connection broke off");
  assert.equal(await failureOf(film(0)), "viewer-failed");
});
