import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { AttachmentStore } = await ours("messaging/attachment-store");
const { takenOut } = await ours("messaging/attachment-words");
const { KeptFiles } = await ours("messaging/kept-files");
const { MemoryRows } = await ours("messaging/store");
const { Sealer } = await ours("messaging/sealer");
const { Uploads, mayGoAgain } = await ours("messaging/uploads");

class LastingRows extends MemoryRows {
  lasting = true;
}

/** Takes every byte; `verdict` is what HEAD answers; `quota` refuses before it begins. */
class Server {
  asked = [];
  arrived = new Map();
  verdict = { state: "quarantine", reason: "", message: "" };
  quota = false;
  status = 200;

  ask = async (method, url, headers, body) => {
    this.asked.push(method);
    const id = method === "POST" ? "f1" : url.split("/").pop();
    if (method === "POST" && this.quota) return reply(413, NaN, "quota-person", "容量がいっぱいです。");
    if (method === "POST") return reply(201, this.arrived.get(id) ?? (this.arrived.set(id, 0), 0));
    if (method === "DELETE") return this.arrived.delete(id), reply(204);
    if (method === "PATCH") this.arrived.set(id, Number(headers["Upload-Offset"]) + body.length);
    if (method === "HEAD" && this.status !== 200) return reply(this.status);
    return { ...reply(method === "HEAD" ? 200 : 204, this.arrived.get(id)), verdict: this.verdict };
  };
}

const reply = (status, offset = NaN, code = "", message = "") => ({ status, offset, code, message, retryAfter: 0 });
const given = { id: "f1", room: "r1", name: "a.jpg", type: "image/jpeg", kind: "picture", order: 1 };
const bytes = new Uint8Array(1000).fill(7);
const REFUSED = { state: "refused", reason: "program", message: "プログラムは送れません。" };
const CLEAN = { state: "clean", reason: "", message: "" };

async function page(server, rows = new LastingRows()) {
  const kept = new KeptFiles(new AttachmentStore(rows, await Sealer.fromKey(Buffer.alloc(32, 1).toString("base64")), "key"));
  const waits = [];
  const told = [];
  kept.addEventListener("progress", ({ detail }) => told.push(detail.state));
  const uploads = new Uploads({ kept, ask: server.ask, later: (milliseconds, run) => waits.push({ milliseconds, run }) });
  return { kept, uploads, waits, rows, told };
}

async function until(so) {
  for (let tries = 0; !so() && tries < 200; tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(so());
}

async function sent(server, rows) {
  const made = await page(server, rows);
  await made.uploads.add(given, new Blob([bytes]));
  await until(() => made.kept.find("f1")?.state === "sent" && !made.uploads.flushing);
  return made;
}

test("what was posted and sent stays here until it is known to be taken", async () => {
  const server = new Server();
  const { kept, uploads, waits, rows } = await sent(server);
  await uploads.posted(["f1"]);
  assert.deepEqual(await kept.bytes(kept.find("f1"), 0, 1000), bytes);
  waits[0].run();
  await until(() => waits.length === 2);
  assert.ok(kept.find("f1"), "it is in quarantine still");
  assert.ok(waits[1].milliseconds > waits[0].milliseconds);
  server.verdict = CLEAN;
  waits[1].run();
  await until(() => !kept.find("f1"));
  assert.deepEqual(await rows.all(), []);
  assert.equal(waits.length, 2, "nothing more is asked");
});

test("what the check refused stays here with its reason, and the next page still says it", async () => {
  const server = new Server();
  const { uploads, waits, rows, kept } = await sent(server);
  await uploads.posted(["f1"]);
  server.verdict = REFUSED;
  waits[0].run();
  await until(() => kept.find("f1").state === "refused");
  assert.equal(kept.find("f1").message, REFUSED.message);
  const next = await page(server, rows);
  await next.kept.restore();
  assert.deepEqual([next.kept.find("f1").state, next.told], ["refused", ["refused"]]);
  assert.deepEqual(await next.kept.bytes(next.kept.find("f1"), 0, 1000), bytes);
  server.asked = [];
  await next.uploads.flush();
  next.uploads.verdicts.watch();
  assert.deepEqual([server.asked, next.waits], [[], []], "it is not sent again and again");
});

test("the entry on the page tells it sooner", async () => {
  const { uploads, kept, told } = await sent(new Server());
  await uploads.judged("f1", REFUSED);
  await uploads.judged("f1", REFUSED);
  assert.deepEqual([kept.find("f1").code, told.filter((state) => state === "refused").length], ["program", 1]);
});

test("taken out of its entry it is gone from the device and given up at the server", async () => {
  const server = new Server();
  const { uploads, kept, rows } = await sent(server);
  await uploads.judged("f1", REFUSED);
  server.asked = [];
  await uploads.dropped(["f1", "f2 of another device"]);
  assert.deepEqual([kept.all, await rows.all(), server.asked], [[], [], ["DELETE"]]);
});

test("what was damaged at the server is sent again from what lies here", async () => {
  const server = new Server();
  const { uploads, kept } = await sent(server);
  await uploads.judged("f1", { state: "refused", reason: "damaged", message: "" });
  assert.ok(mayGoAgain(kept.find("f1")));
  server.asked = [];
  await uploads.retry("f1");
  await until(() => kept.find("f1").state === "sent");
  assert.deepEqual(server.asked, ["DELETE", "POST", "PATCH"]);
  await uploads.judged("f1", REFUSED);
  assert.ok(!mayGoAgain(kept.find("f1")), "a programme stays one");
});

test("what was refused before its entry came is announced once more, so that the entry can say it", async () => {
  const server = new Server();
  server.quota = true;
  const { uploads, kept } = await page(server);
  await uploads.add(given, new Blob([bytes]));
  await until(() => kept.find("f1").state === "refused");
  await uploads.posted(["f1"]);
  assert.deepEqual([server.asked, kept.find("f1").state], [["POST", "POST"], "refused"]);
});

test("what the server has forgotten before it said anything is sent again", async () => {
  const server = new Server();
  const { kept, waits } = await sent(server);
  server.status = 404;
  server.arrived.clear();
  server.asked = [];
  waits[0].run();
  await until(() => server.asked.includes("PATCH"));
  assert.equal(kept.find("f1").state, "sent");
});

test("whoever is signed out is not asked about", async () => {
  const server = new Server();
  const { uploads, waits, kept } = await sent(server);
  server.status = 401;
  waits[0].run();
  await until(() => !uploads.verdicts.watching);
  assert.deepEqual([waits.length, kept.find("f1").state], [1, "sent"]);
  server.status = 200;
  await uploads.resume();
  assert.equal(waits.length, 2);
});

test("an entry without one of its files says everything else, or nothing is left of it", () => {
  const raw = { text: "", soap: null, form: null, vitals: [], attachments: [{ id: "a", caption: "左" }, { id: "b", caption: "" }] };
  assert.deepEqual(takenOut(raw, "b"), { text: "", soap: null, form: null, vitals: [], attachments: [{ id: "a", caption: "左" }] });
  assert.equal(takenOut({ ...raw, attachments: [{ id: "a" }] }, "a"), null);
  assert.deepEqual(takenOut({ ...raw, text: "訪問", attachments: [{ id: "a" }] }, "a").attachments, []);
});
