/** One way to speak with the server: JSON both ways, a time limit, and answers by kind, never exceptions.
 *
 * @typedef {"ok" | "refused" | "absent" | "conflict" | "signed-out" | "trouble" | "offline"} Kind
 * @typedef {{kind: Kind, status: number, body: any, code: string, message: string,
 *   fields: Record<string, string>, retryAfter: number, header: (name: string) => string | null}} Answer
 */

const LIMIT = 20_000;

/** @param {number} status @returns {Kind} */
export function kindOf(status) {
  if (status >= 200 && status < 300) return "ok";
  if (status === 401) return "signed-out";
  if (status === 404) return "absent";
  if (status === 409) return "conflict";
  if (status === 408 || status === 429 || status >= 500) return "trouble";
  return "refused";
}

/** @param {string} url @returns {Promise<Answer>} */
export const get = (url) => ask(url, { method: "GET" });

/** @param {string} url @param {unknown} [body] @returns {Promise<Answer>} */
export function post(url, body) {
  return ask(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

/** @param {string} url @returns {Promise<Answer>} */
export const remove = (url) => ask(url, { method: "DELETE", headers: { "X-CSRFToken": token() } });

/** Any other exchange, for example of bytes; with its own limit and a way to stop it. @param {string} url @param {RequestInit & {limit?: number}} request @returns {Promise<Answer>} */
export const exchange = (url, request) => ask(url, { ...request, headers: { ...request.headers, "X-CSRFToken": token() } });

const token = () => document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";

/** @param {string} url @param {RequestInit & {limit?: number}} request @returns {Promise<Answer>} */
async function ask(url, { limit = LIMIT, signal: stopped, ...request }) {
  const headers = { Accept: "application/json", ...request.headers };
  const signal = within(limit, stopped ?? undefined);
  try {
    const response = await fetch(url, { ...request, headers, signal, credentials: "same-origin", cache: "no-store", redirect: "manual" });
    return await read(response);
  } catch {
    return answer("offline", 0, null, 0);
  }
}

/** @param {number} limit milliseconds @param {AbortSignal} [stopped] */
function within(limit, stopped) {
  const time = AbortSignal.timeout?.(limit);
  return stopped && time ? (AbortSignal.any?.([time, stopped]) ?? stopped) : (stopped ?? time);
}

/** @param {Response} response @returns {Promise<Answer>} */
async function read(response) {
  if (response.type === "opaqueredirect") return signedOut(answer("signed-out", 401, null, 0));
  const text = await response.text();
  const body = parse(text);
  const retryAfter = Number(response.headers.get("Retry-After")) || 0;
  const found = answer(kindOf(response.status), response.status, body, retryAfter, (name) => response.headers.get(name));
  return found.kind === "signed-out" ? signedOut(found) : found;
}

/** @param {Answer} found */
function signedOut(found) {
  document.dispatchEvent(new CustomEvent("session:ended", { detail: { code: found.code } }));
  return found;
}

/** @param {Kind} kind @param {number} status @param {any} body @param {number} retryAfter @param {Answer["header"]} header @returns {Answer} */
function answer(kind, status, body, retryAfter, header = () => null) {
  const code = body?.error ?? "";
  return { kind, status, body, code, message: body?.message ?? "", fields: body?.fields ?? {}, retryAfter, header };
}

/** @param {string} text */
function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
