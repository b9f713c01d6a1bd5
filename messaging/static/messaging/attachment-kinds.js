/** Which files are taken, and how large: told early and kindly. The server looks into them and decides. Pure. */

const MiB = 1024 * 1024;
export const MOST_FILES = 20;
/** As messaging/attachments/limits.py has them. @type {Record<string, number>} */
export const MOST_BYTES = { picture: 40 * MiB, document: 100 * MiB, film: 500 * MiB, text: 2 * MiB };
/** @type {Record<string, [string, string]>} kind and media type by the end of the name: a device does not always tell a type */
const BY_ENDING = {
  jpg: ["picture", "image/jpeg"],
  jpeg: ["picture", "image/jpeg"],
  png: ["picture", "image/png"],
  webp: ["picture", "image/webp"],
  heic: ["picture", "image/heic"],
  heif: ["picture", "image/heif"],
  pdf: ["document", "application/pdf"],
  mp4: ["film", "video/mp4"],
  mov: ["film", "video/quicktime"],
  txt: ["text", "text/plain"],
};
const BY_TYPE = new Map(Object.values(BY_ENDING).map(([kind, type]) => [type, kind]));

/** @param {{name: string, type: string}} file @returns {{kind: string, type: string}} kind "" when it is none of those taken */
export function kindOf({ name, type }) {
  const [kind, known] = BY_ENDING[name.split(".").pop()?.toLowerCase() ?? ""] ?? ["", ""];
  return BY_TYPE.has(type) ? { kind: BY_TYPE.get(type) ?? "", type } : { kind, type: known };
}

/**
 * Why it cannot be taken, as the name of a sentence and what stands in it; null when it can.
 * @param {{name: string, type: string, size: number}} file @param {number} count files that are there already
 * @returns {{code: "file-kind" | "file-empty" | "file-large" | "file-many", values: Record<string, string | number>} | null}
 */
export function problemOf(file, count) {
  const { kind } = kindOf(file);
  if (count >= MOST_FILES) return { code: "file-many", values: { most: MOST_FILES } };
  if (!kind) return { code: "file-kind", values: { name: file.name } };
  if (!file.size) return { code: "file-empty", values: { name: file.name } };
  if (file.size > MOST_BYTES[kind]) return { code: "file-large", values: { name: file.name, most: MOST_BYTES[kind] / MiB } };
  return null;
}
