/** Gives an entry of a wrong clock the server's day. Pure. */

import { dayKey } from "shell/dates";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The day moves to the server's; the hour of a measurement stays as the person read it.
 * @param {{captured_at: string, vitals?: any[], to?: any[]}} body as it was sent
 * @param {number} now what the server's clock shows
 */
export function restamped(body, now) {
  const days = Math.round((startOf(now) - startOf(Date.parse(body.captured_at))) / DAY);
  const moved = (/** @type {string | null} */ at) => (at ? Date.parse(at) + days * DAY : null);
  const measured = (/** @type {string | null} */ at) => {
    const then = moved(at);
    return then !== null && then > now + HOUR ? then - DAY : then;
  };
  const text = (/** @type {number | null} */ at) => (at === null ? null : new Date(at).toISOString());
  return {
    captured_at: text(now),
    ...(body.vitals && { vitals: body.vitals.map((set) => ({ ...set, at: text(measured(set.at)) })) }),
    ...(body.to && { to: body.to.map((one) => ({ ...one, reply_by: text(moved(one.reply_by)) })) }),
  };
}

/** @param {number} moment */
const startOf = (moment) => Date.parse(`${dayKey(moment)}T00:00:00+09:00`);

/** What the server's clock shows now, by its last answer and the time since; this device's own clock may be wrong. */
export class ServerClock {
  /** @param {() => number} [elapsed] milliseconds that no change of the clock touches */
  constructor(elapsed = () => performance.now()) {
    this.elapsed = elapsed;
    this.heard = NaN;
    this.heardAt = 0;
  }

  /** @param {string | undefined} now */
  hear(now) {
    if (!now) return;
    this.heard = Date.parse(now);
    this.heardAt = this.elapsed();
  }

  /** @returns {number} this device's time until the server spoke */
  now() {
    return Number.isNaN(this.heard) ? Date.now() : this.heard + this.elapsed() - this.heardAt;
  }
}
