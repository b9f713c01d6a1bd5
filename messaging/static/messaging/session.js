/** What the elements of one page share: the session's sealing key, the sealed drafts, the one outbox. */

import { get, post } from "shell/api";
import { files, openFiles, resumeFiles, uploads } from "messaging/device-files";
import { Outbox } from "messaging/outbox";
import { Sealer } from "messaging/sealer";
import { DeviceRows, MemoryRows, SealedStore } from "messaging/store";
import { hexadecimal, sha256 } from "messaging/upload";

const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("tsunagi") : null;
let owner = "";
let key = "";
let told = "";
/** @type {DeviceRows | MemoryRows} */
let rows = new MemoryRows();
/** @type {SealedStore | null} */
let drafts = null;
/** @type {SealedStore | null} */
let operations = null;
/** @type {Map<string, {id: string}>} drafts as they are in this page */
const written = new Map();

/** @type {Set<string>} operations that another tab has sent or given up */
const gone = new Set();

/** One tab at a time sends, where the browser can promise it. */
const alone = (/** @type {() => Promise<void>} */ run) => (navigator.locks ? navigator.locks.request("tsunagi-outbox", run) : run());

/** Until the key is here nothing lies on the device: the page's memory is the store. */
const nowhere = { all: async () => [], put: async () => {}, remove: async () => {} };
export const outbox = new Outbox({ store: nowhere, send: (operation) => post(operation.url, operation.body), alone });

/** Resolves when sealed things can be read and written; the page works before, in memory. */
export const ready = begin();

async function begin() {
  const answer = await get("/me/draft-key");
  if (answer.kind !== "ok") return false;
  rows = await DeviceRows.open().catch(() => new MemoryRows());
  await use(answer.body);
  const early = outbox.operations;
  await outbox.restore();
  for (const operation of early) if (!outbox.operations.some((one) => one.id === operation.id)) outbox.operations.push(operation);
  await reseal();
  void outbox.flush();
  await resumeFiles();
  return true;
}

/** @param {{key: string, owner?: string}} body */
async function use(body) {
  const sealer = await Sealer.fromKey(body.key);
  owner = body.owner ?? "";
  key = await fingerprint(body.key);
  drafts = new SealedStore(rows, sealer, "draft/");
  operations = new SealedStore(rows, sealer, "operation/");
  outbox.store = operations;
  await openFiles(sealer, key, () => outbox.flushing);
}

/** Tells keys apart without keeping them. @param {string} text */
async function fingerprint(text) {
  return hexadecimal(await sha256(new TextEncoder().encode(text)));
}

/** Writes everything this page holds under the key in use. */
async function reseal() {
  for (const operation of outbox.operations) {
    await outbox.store.put(operation);
    spread("kept", operation);
  }
  for (const draft of written.values()) await drafts?.put(draft);
}

/** @param {{id: string, written: any}} draft kept under its room, or under what begins with it */
export async function keepDraft(draft) {
  written.set(draft.id, draft);
  await drafts?.put(draft);
  return drafts !== null;
}

/** @param {string} room */
export async function dropDraft(room) {
  written.delete(room);
  await drafts?.remove(room);
}

/** @param {string} room @returns {Promise<any>} */
export async function readDraft(room) {
  await ready;
  return (await drafts?.get(room)) ?? null;
}

/** Erases what this device holds of a room. @param {string} room */
export async function eraseRoom(room) {
  await outbox.eraseRoom(room);
  await uploads.eraseRoom(room);
  const kept = [...written.values(), ...((await drafts?.all()) ?? [])];
  for (const { id } of kept) if (id.startsWith(room)) await dropDraft(id);
}

/** What of this person is on this device only: `waiting` goes by itself, `refused` waits for the person, first of all in `room`. */
export function standing() {
  const refused = outbox.operations.filter(({ state }) => state === "parked");
  return { waiting: outbox.operations.length - refused.length + uploads.pending.length, refused: refused.length, room: refused[0]?.room ?? "" };
}

/** Whether something would be lost if this page went away without a key that opens it later. */
export const holdsSomething = () => written.size > 0 || outbox.operations.length > 0 || uploads.pending.length > 0;

/**
 * After a lock: is the same person back? Then everything is sealed again under the new key.
 * @returns {Promise<"locked" | "back" | "other">}
 */
export async function comeBack() {
  const answer = await get("/me/draft-key");
  if (answer.kind !== "ok") return "locked";
  const same = owner ? answer.body.owner === owner : key === (await fingerprint(answer.body.key));
  if (!same) return "other";
  await use(answer.body);
  await reseal();
  return "back";
}

outbox.addEventListener("sent", (event) => {
  const { operation, body } = /** @type {CustomEvent} */ (event).detail;
  spread("sent", operation);
  void uploads.posted((operation.body?.attachments ?? []).map((/** @type {{id: string}} */ one) => one.id));
  document.dispatchEvent(new CustomEvent("outbox:sent", { detail: { operation, body } }));
});
outbox.addEventListener("changed", tellWaiting);
files.addEventListener("changed", () => told !== JSON.stringify(standing()) && tellWaiting());
function tellWaiting() {
  told = JSON.stringify(standing());
  document.dispatchEvent(new CustomEvent("outbox:changed", { detail: standing() }));
}
outbox.addEventListener("kept", (event) => spread("kept", /** @type {CustomEvent} */ (event).detail.operation));
outbox.addEventListener("discarded", (event) => spread("discarded", /** @type {CustomEvent} */ (event).detail));
channel?.addEventListener("message", async ({ data }) => {
  if (data.type === "sent" || data.type === "discarded") {
    gone.add(data.id);
    outbox.forget(data.id);
  }
  if (data.type !== "kept" || !operations) return;
  const operation = await operations.peek(data.id);
  if (operation && !gone.has(data.id)) outbox.adopt(operation); // it may have arrived while it was being read
});

/** Tells the other tabs of this device that something happened to an operation; what it says they read themselves. @param {string} type @param {{id: string}} operation */
function spread(type, operation) {
  channel?.postMessage({ type, id: operation.id });
}
addEventListener("online", () => void outbox.resume());
