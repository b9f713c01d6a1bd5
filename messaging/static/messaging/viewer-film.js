/** A film: the browser's own controls; nothing of it is asked for before somebody looks at it. */

const UNPLAYABLE = [3, 4]; // MediaError: not decoded; or no source of it could be used

/** @param {any} file @param {string} label @param {(said: string) => void} failed @returns {HTMLVideoElement} */
export function filmOf(file, label, failed) {
  const film = document.createElement("video");
  film.className = "pane-film";
  film.controls = true;
  film.preload = "metadata";
  film.playsInline = true;
  film.setAttribute("controlslist", "nodownload noremoteplayback");
  film.disablePictureInPicture = true;
  film.setAttribute("aria-label", label);
  film.addEventListener("error", async () => failed(await failureOf(film)));
  film.src = `${file.url}original`;
  return film;
}

/**
 * The word for why a film does not play. Also a file that did not arrive counts as an unusable source,
 * so the server is asked whether it is there.
 * @param {HTMLVideoElement} film
 */
export async function failureOf(film) {
  if (!film.error || !UNPLAYABLE.includes(film.error.code)) return "viewer-failed";
  const answer = await fetch(film.src, { method: "HEAD", cache: "no-store", credentials: "same-origin" }).catch(() => null);
  return answer?.ok ? "viewer-format" : "viewer-failed";
}

/** Stops it and lets go of what was read. @param {HTMLVideoElement} film */
export function dropFilm(film) {
  film.pause();
  film.removeAttribute("src");
  film.load();
}
