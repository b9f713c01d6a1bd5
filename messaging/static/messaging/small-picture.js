/** A small copy of a picture, for the list: nothing is uploaded to be shown small. */

const SIDE = 320;
const PATIENCE = 10_000; // a decoder that never answers must not hold up the others

/** One at a time: twenty photos decoded at once are too much for a telephone. @type {Promise<unknown>} */
let last = Promise.resolve();

/** @param {Blob} blob @returns {Promise<Blob | null>} null when the browser cannot read it (HEIC, for one) */
export function smallPicture(blob) {
  const made = last.then(() => Promise.race([make(blob), late()])).catch(() => null);
  last = made;
  return made;
}

/** @returns {Promise<null>} */
const late = () => new Promise((resolve) => setTimeout(resolve, PATIENCE, null));

/** @param {Blob} blob @returns {Promise<Blob | null>} */
async function make(blob) {
  const whole = await createImageBitmap(blob);
  const scale = Math.min(1, SIDE / Math.max(whole.width, whole.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(whole.width * scale));
  canvas.height = Math.max(1, Math.round(whole.height * scale));
  const context = canvas.getContext("2d");
  if (context) context.imageSmoothingQuality = "high";
  context?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
}
