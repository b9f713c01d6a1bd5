/** The one place of a page where files wait: sealed with the session's key, sent after the entries, shared by all tabs. */

import { exchange } from "shell/api";
import { AttachmentStore } from "messaging/attachment-store";
import { troubleText } from "messaging/attachment-words";
import { KeptFiles } from "messaging/kept-files";
import { DeviceRows, MemoryRows } from "messaging/store";
import { Uploads, mayGoAgain } from "messaging/uploads";

const DATABASE = "tsunagi-files";
const PIECE_LIMIT = 90_000; // 512 KiB on a poor line
const AFTER_ENTRIES = 3_000;
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(DATABASE) : null;
/** @type {Promise<DeviceRows | MemoryRows> | null} */
let rows = null;
/** @type {() => boolean} whether entries are being sent just now */
let busy = () => false;

export const files = new KeptFiles();

/** One tab at a time sends, where the browser can promise it. */
const alone = (/** @type {() => Promise<void>} */ run) => (navigator.locks ? navigator.locks.request(DATABASE, run) : run());

/** What was written goes in front of what was photographed. */
async function before() {
  for (let waited = 0; busy() && waited < AFTER_ENTRIES; waited += 50) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** @type {import("messaging/upload").Ask} */
async function ask(method, url, headers, body, signal) {
  const { status, code, message, retryAfter, header } = await exchange(url, { method, headers: { "Tus-Resumable": "1.0.0", ...headers }, body, signal, limit: PIECE_LIMIT });
  const offset = header("Upload-Offset");
  const [state, reason, sentence] = ["State", "Reason", "Message"].map((name) => header(`Tsunagi-${name}`) ?? "");
  return { status, code, message, retryAfter, offset: offset === null ? NaN : Number(offset), verdict: { state, reason, message: decodeURIComponent(sentence) } };
}

export const uploads = new Uploads({ kept: files, ask, alone, before });

/** @param {import("messaging/sealer").Sealer} sealer @param {string} by the name of its key @param {() => boolean} sending whether entries are being sent */
export async function openFiles(sealer, by, sending) {
  busy = sending;
  rows ??= DeviceRows.open(DATABASE).catch(() => new MemoryRows());
  hold(by);
  await files.use(new AttachmentStore(await rows, sealer, by, lives));
}

/** Reads what is there, and goes on with it. */
export async function resumeFiles() {
  await files.restore();
  uploads.verdicts.watch();
  void uploads.flush();
}

/** As long as this page lives it holds the key of that name. @param {string} by */
function hold(by) {
  void navigator.locks?.request(`tsunagi-key/${by}`, { mode: "shared" }, () => new Promise(() => {}));
}

/** Whether another page holds the key of that name. @param {string} by */
async function lives(by) {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const mine = by === files.store?.by ? 1 : 0;
  return held.filter(({ name }) => name === `tsunagi-key/${by}`).length > mine;
}

/** How far a file of this device has come, in the words of an entry; null when it is not here. @param {string} id */
export function progressOf(id) {
  const file = files.find(id);
  return file && { id, received: file.received, state: stateAtServer(file), message: troubleText(file), local: files.picture(id), again: mayGoAgain(file) };
}

/** @param {import("messaging/kept-files").File} file */
function stateAtServer({ state, received }) {
  if (state === "refused" || state === "lost") return state;
  if (state === "sent") return "checking";
  return received > 0 ? "receiving" : "device";
}

files.addEventListener("progress", (event) => {
  const { id } = /** @type {CustomEvent} */ (event).detail;
  const told = progressOf(id);
  if (told) document.dispatchEvent(new CustomEvent("upload-progress", { detail: told }));
});
document.addEventListener("upload-verdict", (event) => {
  const { id, ...verdict } = /** @type {CustomEvent} */ (event).detail;
  void uploads.judged(id, verdict);
});
files.addEventListener("changed", () => document.dispatchEvent(new CustomEvent("files:changed")));
for (const type of ["kept", "left"]) {
  files.addEventListener(type, (event) => channel?.postMessage({ type, id: /** @type {CustomEvent} */ (event).detail.id }));
}
channel?.addEventListener("message", ({ data }) => {
  if (data.type === "kept") void files.hear(data.id).then(() => uploads.flush());
  if (data.type !== "left") return;
  uploads.stop(data.id);
  files.forget(data.id);
});
addEventListener("online", () => void uploads.resume());
addEventListener("beforeunload", (event) => uploads.unkept.length && event.preventDefault());
