import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { AttachmentStore, SLICE } = await ours("messaging/attachment-store");
const { KeptFiles } = await ours("messaging/kept-files");
const { MemoryRows } = await ours("messaging/store");
const { Sealer } = await ours("messaging/sealer");
const { Uploads } = await ours("messaging/uploads");
const { MOST_BYTES, MOST_FILES, kindOf, problemOf } = await ours("messaging/attachment-kinds");

const sealer = (fill) => Sealer.fromKey(Buffer.alloc(32, fill).toString("base64"));
const bytes = Uint8Array.from({ length: 2 * SLICE + 100 }, (_, at) => (at * 7) % 251);
bytes.set(Buffer.from("CANARY"), SLICE - 3); // across two slices

class LastingRows extends MemoryRows {
  lasting = true;
}

async function store(rows = new LastingRows(), fill = 1, lives = async () => false) {
  return new AttachmentStore(rows, await sealer(fill), `key ${fill}`, lives);
}

test("slices open again wherever a piece begins, and nothing readable lies there", async () => {
  const rows = new LastingRows();
  const kept = await store(rows);
  await kept.keep("f1", new Blob([bytes]));
  for (const [start, end] of [[0, SLICE], [SLICE, 2 * SLICE], [2 * SLICE, 2 * SLICE + 100], [1000, SLICE + 1000]]) {
    assert.deepEqual(await kept.read("f1", start, end), bytes.slice(start, end));
  }
  const lying = await rows.all("slice/");
  assert.equal(lying.length, 3);
  assert.ok(lying.every((row) => row.bytes.byteLength <= SLICE + 16), "no base64, no copy");
  assert.ok(!lying.some((row) => Buffer.from(row.bytes).includes("ANAR")));
});

test("a slice opens in no other place", async () => {
  const rows = new LastingRows();
  const kept = await store(rows);
  await kept.keep("f1", new Blob([bytes]));
  const [first, second] = await rows.all("slice/");
  await rows.put({ ...second, place: first.place });
  assert.equal(await kept.read("f1", 0, SLICE), null);
});

test("what was sealed with a key that nobody holds is removed when it is met, and left to a page that holds it", async () => {
  const rows = new LastingRows();
  const theirs = await store(rows, 1);
  await theirs.put({ id: "f1", complete: true });
  await theirs.keep("f1", new Blob([bytes]));
  assert.deepEqual(await (await store(rows, 2, async () => true)).all(), []);
  assert.equal((await rows.all()).length, 4);
  assert.deepEqual(await (await store(rows, 2)).all(), []);
  assert.deepEqual(await rows.all(), []);
});

test("a file of which only a part was kept is no file", async () => {
  const rows = new LastingRows();
  await (await store(rows)).put({ id: "f1", complete: false });
  assert.deepEqual(await (await store(rows)).all(), []);
  assert.deepEqual(await rows.all(), []);
});

const given = { id: "f1", room: "r1", name: "a.jpg", type: "image/jpeg", kind: "picture", order: 1 };
const OFFLINE = async () => ({ status: 0, offset: NaN, code: "", message: "", retryAfter: 0 });

/** Takes everything, whatever it is; remembers the bytes. */
function taking() {
  const got = [];
  return { got, ask: async (method, _url, headers, body) => {
    if (method === "PATCH") for (const byte of body) got.push(byte);
    return { status: method === "HEAD" ? 404 : method === "POST" ? 201 : 204, offset: method === "PATCH" ? Number(headers["Upload-Offset"]) + body.length : 0, code: "", message: "", retryAfter: 0 };
  } };
}

test("a reload finds the file and sends it from the slices; once it was taken they are gone", async () => {
  const rows = new LastingRows();
  const before = new KeptFiles(await store(rows));
  await new Uploads({ kept: before, ask: OFFLINE, later: () => {} }).add(given, new Blob([bytes]));
  assert.equal(before.find("f1").complete, true);
  const after = new KeptFiles(await store(rows));
  const { got, ask } = taking();
  await after.restore();
  const uploads = new Uploads({ kept: after, ask, later: () => {} });
  await uploads.flush();
  assert.deepEqual(Uint8Array.from(got), bytes);
  assert.equal(after.find("f1").state, "sent");
  assert.equal((await rows.all("slice/")).length, 3, "the server may refuse it yet");
  await uploads.judged("f1", { state: "clean", reason: "", message: "" });
  assert.deepEqual((await rows.all()).map(({ place }) => place), ["file/f1"]);
});

test("a device without room keeps it in the page, says so, and sends it", async () => {
  const rows = new LastingRows();
  const put = rows.put.bind(rows);
  rows.put = async (row) => (row.place.startsWith("slice/") ? Promise.reject(new Error("full")) : put(row));
  const kept = new KeptFiles(await store(rows));
  const uploads = new Uploads({ kept, ask: OFFLINE, later: () => {} });
  await uploads.add(given, new Blob([bytes]));
  assert.deepEqual([kept.find("f1").unkept, uploads.unkept.length, (await rows.all()).length], [true, 1, 0]);
  const { got, ask } = taking();
  uploads.ask = ask;
  uploads.later = () => {};
  await uploads.resume();
  assert.equal(got.length, bytes.length);
  assert.deepEqual([kept.find("f1").state, kept.find("f1").unkept], ["sent", false]);
});

test("whoever signs in again takes the files along under the new key", async () => {
  const rows = new LastingRows();
  const kept = new KeptFiles(await store(rows, 1));
  await new Uploads({ kept, ask: OFFLINE, later: () => {} }).add(given, new Blob([bytes]));
  await kept.use(await store(rows, 2));
  const after = new KeptFiles(await store(rows, 2));
  await after.restore();
  assert.deepEqual(await after.bytes(after.find("f1"), 0, SLICE), bytes.slice(0, SLICE));
  assert.ok((await rows.all()).every(({ by }) => by === "key 2"));
});

test("which files are taken is told by type or by the end of the name", () => {
  assert.deepEqual(kindOf({ name: "IMG_1.HEIC", type: "" }), { kind: "picture", type: "image/heic" });
  assert.deepEqual(kindOf({ name: "film.MOV", type: "video/quicktime" }), { kind: "film", type: "video/quicktime" });
  assert.deepEqual(kindOf({ name: "", type: "image/jpeg" }), { kind: "picture", type: "image/jpeg" });
  assert.equal(kindOf({ name: "letter.docx", type: "application/msword" }).kind, "");
});

test("what cannot be sent is told before it is sent", () => {
  const file = { name: "a.jpg", type: "image/jpeg", size: 10 };
  assert.equal(problemOf(file, 0), null);
  assert.equal(problemOf(file, MOST_FILES)?.code, "file-many");
  assert.equal(problemOf({ ...file, size: 0 }, 0)?.code, "file-empty");
  assert.deepEqual(problemOf({ ...file, size: MOST_BYTES.picture + 1 }, 0), { code: "file-large", values: { name: "a.jpg", most: 40 } });
  assert.equal(problemOf({ name: "a.exe", type: "", size: 1 }, 0)?.code, "file-kind");
});

test("the limits are those of the server", () => {
  const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const limits = [...read("messaging/attachments/limits.py").matchAll(/AttachmentKind\.(\w+): (\d+) \* MiB/g)].map(([, kind, most]) => [kind.toLowerCase(), Number(most) * 1024 * 1024]);
  assert.deepEqual(Object.fromEntries(limits), MOST_BYTES);
  assert.equal(Number(/MOST_ATTACHMENTS = (\d+)/.exec(read("messaging/forms/attachment.py"))?.[1]), MOST_FILES);
});
