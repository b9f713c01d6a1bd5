/** One photo as the camera takes it at its best, else as it is seen. */

const PATIENCE = 4_000; // some cameras never answer
const QUALITY = 0.92;

/** @type {WeakSet<MediaStreamTrack>} cameras whose own photos are none, or no JPEG */
const plain = new WeakSet();

/** @param {MediaStreamTrack} track @param {HTMLVideoElement} video @returns {Promise<Blob>} a JPEG */
export async function photoOf(track, video) {
  const best = plain.has(track) ? null : await fullOf(track).catch(() => null);
  if (best?.type === "image/jpeg" && best.size) return best;
  plain.add(track);
  return seenIn(video);
}

/** @param {MediaStreamTrack} track @returns {Promise<Blob | null>} */
function fullOf(track) {
  const ImageCapture = /** @type {any} */ (globalThis).ImageCapture;
  if (!ImageCapture || track.readyState !== "live") return Promise.resolve(null);
  const late = new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE));
  return Promise.race([new ImageCapture(track).takePhoto(), late]);
}

/** @param {HTMLVideoElement} video @returns {Promise<Blob>} */
function seenIn(video) {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", QUALITY));
}
