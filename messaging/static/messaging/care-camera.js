/** <care-camera>: takes photos inside the page. Whose photo it will be stands large above the picture, before the shutter.
 *
 * A photo never becomes a file of the device and never comes near its album: it goes from the camera to `take`.
 */

import { announce } from "shell/shell";
import { word } from "shell/words";
import { part, say } from "messaging/parts";
import { photoOf } from "messaging/photo";

/** @typedef {{take: (photo: Blob) => Promise<unknown>, left: () => number, choose: () => void}} Wanted */

class CareCamera extends HTMLElement {
  connectedCallback() {
    this.dialog = /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
    this.video = /** @type {HTMLVideoElement} */ (part(this, "live"));
    /** @type {string[]} */
    this.shots = [];
    this.dialog.addEventListener("close", () => this.#stop());
    this.addEventListener("click", (event) => this.#clicked(/** @type {HTMLElement} */ (event.target)));
    this.video.addEventListener("loadeddata", () => this.#live(true));
    addEventListener("pagehide", () => this.#stop());
  }

  /** @param {Wanted} wanted */
  open(wanted) {
    this.wanted = wanted;
    this.#whose();
    this.#forgetShots();
    this.#told();
    this.dialog?.showModal();
    void this.#start();
  }

  /** Two signs of who it is, from the header of this page's record. */
  #whose() {
    const header = document.querySelector("[data-patient-header]");
    for (const name of ["name", "kana"]) say(part(this, name), header?.querySelector(`.patient-${name}`)?.textContent?.trim());
    const facts = [...(header?.querySelectorAll(".patient-facts > span") ?? [])].slice(0, 2);
    say(part(this, "facts"), facts.map((one) => one.textContent?.trim()).join("　"));
    const same = header?.querySelector(".same-name")?.textContent?.trim();
    part(this, "same").hidden = !same;
    part(this, "same-text").textContent = same ?? "";
  }

  /** @param {string} [deviceId] */
  async #start(deviceId) {
    this.#end();
    this.#live(false);
    say(part(this, "trouble-text"), "");
    part(this, "camera-trouble").hidden = true;
    const camera = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: "environment" } };
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...camera, width: { ideal: 4096 }, height: { ideal: 3072 } } });
      if (!this.dialog?.open) return void stop(stream);
      this.stream = stream;
      if (this.video) this.video.srcObject = stream;
      await this.video?.play();
      await this.#countCameras();
    } catch (error) {
      this.#none(/** @type {Error} */ (error));
    }
  }

  async #countCameras() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.cameras = devices.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId).map(({ deviceId }) => deviceId);
    part(this, "switch").hidden = this.cameras.length < 2;
  }

  /** No camera, or none allowed: what else can be done. @param {Error} error */
  #none(error) {
    this.#end();
    const refused = error.name === "NotAllowedError" || error.name === "SecurityError";
    say(part(this, "trouble-text"), word(refused ? "camera-refused" : "camera-none"));
    part(this, "camera-trouble").hidden = false;
    part(this, "shutter").disabled = true;
    /** @type {HTMLElement | null} */ (part(this, "camera-trouble").querySelector("button"))?.focus();
  }

  /** @param {boolean} on */
  #live(on) {
    part(this, "shutter").disabled = !on || !this.wanted?.left();
    part(this, "waiting").hidden = on;
    if (on) part(this, "shutter").focus();
  }

  /** @param {HTMLElement} target */
  #clicked(target) {
    if (target.closest('[data-part="shutter"]')) void this.#shoot();
    if (target.closest('[data-part="switch"]')) this.#switch();
    if (!target.closest("[data-instead]")) return;
    this.dialog?.close();
    this.wanted?.choose();
  }

  #switch() {
    const current = this.stream?.getVideoTracks()[0]?.getSettings().deviceId ?? "";
    const cameras = this.cameras ?? [];
    void this.#start(cameras[(cameras.indexOf(current) + 1) % cameras.length]);
  }

  async #shoot() {
    const track = this.stream?.getVideoTracks()[0];
    if (!track || !this.video || this.shooting || !this.wanted?.left()) return;
    this.shooting = true;
    part(this, "shutter").setAttribute("aria-disabled", "true");
    this.dialog?.classList.add("taken");
    try {
      const photo = await photoOf(track, this.video);
      this.#show(photo);
      void this.wanted.take(photo);
    } catch {
      announce(word("camera-none"));
    } finally {
      this.shooting = false;
      part(this, "shutter").removeAttribute("aria-disabled");
      this.dialog?.classList.remove("taken");
    }
  }

  /** @param {Blob} photo */
  #show(photo) {
    const picture = document.createElement("img");
    const item = document.createElement("li");
    picture.src = URL.createObjectURL(photo);
    picture.alt = word("file-photo", { number: this.shots?.push(picture.src) ?? 1 });
    item.append(picture);
    part(this, "shots").append(item);
    item.scrollIntoView({ block: "nearest", inline: "end" });
    announce(word("camera-count", { count: this.shots?.length ?? 0 }));
    queueMicrotask(() => this.#told());
  }

  #told() {
    const left = this.wanted?.left() ?? 0;
    say(part(this, "count"), this.shots?.length ? word("camera-count", { count: this.shots.length }) : "");
    say(part(this, "full"), left > 0 ? "" : word("camera-full"));
    if (left <= 0) part(this, "shutter").disabled = true;
  }

  /** Lets the camera go; its lamp must not stay on. */
  #end() {
    if (this.stream) stop(this.stream);
    this.stream = undefined;
    if (this.video) this.video.srcObject = null;
  }

  #stop() {
    this.#end();
    this.#forgetShots();
  }

  #forgetShots() {
    for (const address of this.shots ?? []) URL.revokeObjectURL(address);
    this.shots = [];
    part(this, "shots").replaceChildren();
  }
}

/** @param {MediaStream} stream */
function stop(stream) {
  for (const track of stream.getTracks()) track.stop();
}

/** @param {Wanted} wanted */
export function openCamera(wanted) {
  const camera = /** @type {CareCamera | null} */ (document.querySelector("care-camera"));
  if (camera) camera.open(wanted);
  else wanted.choose();
}

customElements.define("care-camera", CareCamera);
