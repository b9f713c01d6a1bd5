import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { PIECE, Upload } = await ours("messaging/upload");
const { KeptFiles } = await ours("messaging/kept-files");
const { Uploads } = await ours("messaging/uploads");

/** A server of one room; `faults` says what becomes of the requests to come: a status, or "lost" (done, but never told). */
class Server {
  faults = [];
  asked = [];
  files = new Map();

  ask = async (method, url, headers, body, signal) => {
    if (signal?.aborted) return this.#reply(0);
    this.asked.push(method);
    const fault = this.faults.shift();
    if (typeof fault === "function") fault();
    if (signal?.aborted) return this.#reply(0);
    if (typeof fault === "number") return this.#reply(fault, NaN, fault === 507 ? "disk-full" : "");
    const reply = this[method](url.split("/").pop(), headers, body);
    return fault === "lost" ? this.#reply(0) : reply;
  };

  POST(_id, headers) {
    const told = Object.fromEntries(headers["Upload-Metadata"].split(",").map((pair) => pair.split(" ").map((part, at) => (at ? Buffer.from(part, "base64").toString() : part))));
    if (!this.files.has(told.id)) this.files.set(told.id, { told, length: Number(headers["Upload-Length"]), bytes: Buffer.alloc(0) });
    return this.#reply(201, this.files.get(told.id).bytes.length);
  }

  HEAD(id) {
    return this.files.has(id) ? this.#reply(200, this.files.get(id).bytes.length) : this.#reply(404);
  }

  PATCH(id, headers, body) {
    const file = this.files.get(id);
    if (!file) return this.#reply(404);
    if (Number(headers["Upload-Offset"]) !== file.bytes.length) return this.#reply(409, NaN, "upload-offset");
    assert.equal(headers["Upload-Checksum"], `sha256 ${createHash("sha256").update(body).digest("base64")}`);
    assert.ok(body.length <= PIECE);
    file.bytes = Buffer.concat([file.bytes, body]);
    return this.#reply(204, file.bytes.length);
  }

  DELETE(id) {
    this.files.delete(id);
    return this.#reply(204);
  }

  #reply(status, offset = NaN, code = "") {
    return { status, offset, code, message: code, retryAfter: 0 };
  }
}

const bytesOf = (size, seed = 7) => Uint8Array.from({ length: size }, (_, at) => (at * seed) % 251);
const announced = (size, more = {}) => ({ id: "f1", room: "r1", name: "創 1.jpg", type: "image/jpeg", size, sha256: "", begun: false, ...more });
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

/** @param {() => boolean} so */
async function until(so) {
  for (let tries = 0; !so() && tries < 200; tries += 1) await settle();
}

function upload(server, size, more = {}, parts = {}) {
  const bytes = bytesOf(size);
  const moves = [];
  const one = new Upload(announced(size, more), { ask: server.ask, read: async (start, end) => bytes.subarray(start, end), moved: (offset) => moves.push(offset), ...parts });
  return { one, moves, whole: (id = "f1") => server.files.get(id)?.bytes.equals(Buffer.from(bytes)) };
}

test("a file goes in pieces, each with its checksum, and its name arrives whole", async () => {
  const server = new Server();
  const { one, moves, whole } = upload(server, 2 * PIECE + 5);
  assert.equal((await one.run()).kind, "done");
  assert.ok(whole());
  assert.deepEqual(server.asked, ["POST", "PATCH", "PATCH", "PATCH"]);
  assert.deepEqual(moves, [0, PIECE, 2 * PIECE, 2 * PIECE + 5]);
  assert.equal(server.files.get("f1").told.filename, "創 1.jpg");
});

test("an acknowledgement that was lost is no second piece", async () => {
  const server = new Server();
  const { one, whole } = upload(server, 2 * PIECE);
  server.faults = [undefined, "lost"];
  assert.equal((await one.run()).kind, "offline");
  assert.equal((await one.run()).kind, "done");
  assert.ok(whole());
  assert.deepEqual(server.asked, ["POST", "PATCH", "HEAD", "PATCH"]);
});

test("at another place it asks where it goes on", async () => {
  const server = new Server();
  const { one, whole } = upload(server, 3 * PIECE);
  server.faults = [undefined, () => server.PATCH("f1", { "Upload-Offset": "0", "Upload-Checksum": `sha256 ${createHash("sha256").update(bytesOf(PIECE)).digest("base64")}` }, bytesOf(PIECE))];
  assert.equal((await one.run()).kind, "done");
  assert.ok(whole());
  assert.deepEqual(server.asked.slice(0, 3), ["POST", "PATCH", "HEAD"]);
});

test("what the server has forgotten is begun anew", async () => {
  const server = new Server();
  const { one, whole } = upload(server, PIECE, { begun: true });
  assert.equal((await one.run()).kind, "done");
  assert.deepEqual(server.asked, ["HEAD", "POST", "PATCH"]);
  assert.ok(whole());
});

test("a piece that changed on its way is sent again, but not for ever", async () => {
  const server = new Server();
  const { one } = upload(server, PIECE);
  server.faults = [undefined, 460, 460];
  assert.equal((await one.run()).kind, "done");
  const deaf = new Server();
  const never = upload(deaf, PIECE);
  deaf.faults = [undefined, ...Array(50).fill(460)];
  assert.equal((await never.one.run()).kind, "trouble");
  assert.ok(deaf.asked.length < 10);
});

for (const [status, kind] of [[507, "trouble"], [503, "trouble"], [429, "trouble"], [403, "trouble"], [401, "signed-out"], [413, "refused"], [422, "refused"]]) {
  test(`an answer ${status} is ${kind}`, async () => {
    const server = new Server();
    const { one } = upload(server, PIECE);
    server.faults = [undefined, status];
    assert.equal((await one.run()).kind, kind);
  });
}

test("bytes that are gone are told apart from trouble of the line", async () => {
  const { one } = upload(new Server(), PIECE, {}, { read: async () => null });
  assert.equal((await one.run()).kind, "lost");
});

function page(server, more = {}) {
  const kept = new KeptFiles();
  const waits = [];
  const uploads = new Uploads({ kept, ask: server.ask, random: () => 0.5, later: (milliseconds, run) => waits.push({ milliseconds, run }), ...more });
  const told = [];
  kept.addEventListener("progress", ({ detail }) => told.push(detail));
  return { kept, uploads, waits, told };
}
let order = 0;
const given = (id) => ({ id, room: "r1", name: `${id}.jpg`, type: "image/jpeg", kind: "picture", order: (order += 1) });

test("a chosen file is sent at once and told to be the whole of it", async () => {
  const server = new Server();
  const { uploads, kept, told } = page(server);
  const bytes = bytesOf(PIECE + 1);
  await uploads.add(given("f1"), new Blob([bytes]));
  await until(() => !uploads.flushing);
  assert.equal(server.files.get("f1").told.sha256, createHash("sha256").update(bytes).digest("hex"));
  assert.deepEqual([kept.find("f1").state, told.at(-1)], ["sent", { id: "f1", received: 1, state: "sent" }]);
});

test("a full disk leaves the file here, waits, and goes on where it stopped", async () => {
  const server = new Server();
  server.faults = [undefined, undefined, 507, 507];
  const { uploads, kept, waits } = page(server);
  await uploads.add(given("f1"), new Blob([bytesOf(3 * PIECE)]));
  await until(() => !uploads.flushing);
  const file = kept.find("f1");
  assert.deepEqual([file.state, file.code, Math.round(file.received * 3)], ["waiting", "disk-full", 1]);
  waits[0].run();
  await until(() => !uploads.flushing);
  assert.ok(waits[1].milliseconds >= waits[0].milliseconds);
  waits[1].run();
  await until(() => !uploads.flushing);
  assert.equal(kept.find("f1").state, "sent");
});

test("taken away in mid-flight it stops, is nowhere here, and is given up at the server", async () => {
  const server = new Server();
  const { uploads, kept } = page(server);
  let away;
  server.faults = [undefined, undefined, () => (away = uploads.remove("f1"))];
  await uploads.add(given("f1"), new Blob([bytesOf(4 * PIECE)]));
  await until(() => away && !uploads.flushing);
  await away;
  assert.deepEqual([kept.all, uploads.pending, server.files.size], [[], [], 0]);
  assert.deepEqual(server.asked, ["POST", "PATCH", "PATCH", "DELETE"]);
});

test("a photo does not wait for a film", async () => {
  const server = new Server();
  const { uploads, told } = page(server);
  server.faults = [undefined, () => void uploads.add(given("photo"), new Blob([bytesOf(10)]))];
  await uploads.add(given("film"), new Blob([bytesOf(6 * PIECE)]));
  await until(() => uploads.pending.length === 0);
  const done = told.filter(({ state }) => state === "sent").map(({ id }) => id);
  assert.deepEqual(done, ["photo", "film"]);
});

test("a refused file stays here with its reason until somebody sends it again", async () => {
  const server = new Server();
  server.faults = [413];
  const { uploads, kept } = page(server);
  await uploads.add(given("f1"), new Blob([bytesOf(10)]));
  await until(() => !uploads.flushing);
  assert.equal(kept.find("f1").state, "refused");
  await uploads.resume();
  assert.deepEqual(server.asked, ["POST"]);
  await uploads.retry("f1");
  assert.equal(kept.find("f1").state, "sent");
});

test("after sign-out nothing is tried until somebody signs in", async () => {
  const server = new Server();
  server.faults = [401];
  const { uploads, kept } = page(server);
  await uploads.add(given("f1"), new Blob([bytesOf(10)]));
  await until(() => !uploads.flushing);
  await uploads.flush();
  assert.deepEqual(server.asked, ["POST"]);
  await uploads.resume();
  assert.equal(kept.find("f1").state, "sent");
});

test("once the entry is at the server and the file was taken, nothing of it stays here", async () => {
  const server = new Server();
  const { uploads, kept } = page(server);
  const clean = { state: "clean", reason: "", message: "" };
  await uploads.add(given("early"), new Blob([bytesOf(10)]));
  await until(() => !uploads.flushing);
  await uploads.judged("early", clean);
  await uploads.posted(["early"]);
  server.faults = [0];
  await uploads.add(given("late"), new Blob([bytesOf(10)]));
  await until(() => !uploads.flushing);
  await uploads.posted(["late"]);
  assert.deepEqual(kept.all.map(({ id }) => id), ["late"]);
  await uploads.resume();
  assert.deepEqual(kept.all.map(({ id, state }) => [id, state]), [["late", "sent"]]);
  await uploads.judged("late", clean);
  assert.deepEqual(kept.all, []);
});

test("of several tabs one sends; the others find it done", async () => {
  const server = new Server();
  let turn = Promise.resolve();
  const alone = (run) => (turn = turn.then(run));
  const [first, second] = [page(server, { alone }), page(server, { alone })];
  const blob = new Blob([bytesOf(2 * PIECE)]);
  await Promise.all([first.uploads.add(given("f1"), blob), second.uploads.add(given("f1"), blob)]);
  await until(() => first.uploads.pending.length + second.uploads.pending.length === 0);
  assert.deepEqual([first, second].map(({ kept }) => kept.find("f1").state), ["sent", "sent"]);
  assert.deepEqual(server.asked.filter((method) => method === "PATCH").length, 2);
});
