/** A film: the browser's own controls; nothing of it is asked for before somebody looks at it. */

/** @param {any} file @param {string} label @param {() => void} failed @returns {HTMLVideoElement} */
export function filmOf(file, label, failed) {
  const film = document.createElement("video");
  film.className = "pane-film";
  film.controls = true;
  film.preload = "metadata";
  film.playsInline = true;
  film.setAttribute("controlslist", "nodownload noremoteplayback");
  film.disablePictureInPicture = true;
  film.setAttribute("aria-label", label);
  film.addEventListener("error", failed);
  film.src = `${file.url}original`;
  return film;
}

/** Stops it and lets go of what was read. @param {HTMLVideoElement} film */
export function dropFilm(film) {
  film.pause();
  film.removeAttribute("src");
  film.load();
}
