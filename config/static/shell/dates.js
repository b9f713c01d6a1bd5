/** Dates as people of the house write them: weekday, 24 hours, the time of Japan. */

const ZONE = "Asia/Tokyo";
const MINUTE = 60_000;
const language = () => globalThis.document?.documentElement.lang || "ja";

/** @param {string | number | Date} moment @param {Intl.DateTimeFormatOptions} options */
function format(moment, options, locale = language()) {
  return new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(new Date(moment));
}

/** "15:30" @param {string | number | Date} moment */
export function time(moment) {
  return format(moment, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, "en-GB");
}

/** "2026-11-20", the day in Japan @param {string | number | Date} moment */
export function dayKey(moment) {
  return format(moment, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");
}

/** "11月20日（金）", with the year when it is another one @param {string | number | Date} moment */
export function day(moment, now = Date.now(), locale = language()) {
  const other = dayKey(moment).slice(0, 4) !== dayKey(now).slice(0, 4);
  const options = /** @type {Intl.DateTimeFormatOptions} */ ({ month: "long", day: "numeric" });
  if (other) options.year = "numeric";
  if (!locale.startsWith("ja")) return format(moment, { ...options, weekday: "short" }, locale);
  return `${format(moment, options, locale)}（${format(moment, { weekday: "short" }, locale)}）`;
}

/** "15:30" today, else "11月20日（金）15:30" @param {string | number | Date} moment */
export function when(moment, now = Date.now(), locale = language()) {
  if (dayKey(moment) === dayKey(now)) return time(moment);
  return `${day(moment, now, locale)} ${time(moment)}`;
}

/** "6時間", "2日": how long ago, without a word for "ago" @param {string | number | Date} moment */
export function ago(moment, now = Date.now(), locale = language()) {
  const minutes = Math.max(0, Math.round((now - new Date(moment).getTime()) / MINUTE));
  const [count, unit] = minutes < 60 ? [minutes, "minute"] : minutes < 2880
    ? [Math.floor(minutes / 60), "hour"] : [Math.floor(minutes / 1440), "day"];
  const text = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
  return text.replace(/\s/g, locale.startsWith("ja") ? "" : " ");
}

/** The moment of a day and an hour in Japan, as ISO text @param {string} key "2026-11-20" */
export function at(key, hours, minutes = 0) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${key}T${two(hours)}:${two(minutes)}:00+09:00`;
}
