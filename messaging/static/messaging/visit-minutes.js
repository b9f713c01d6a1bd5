/** How long a visit was, and whether that can be: as patients/answer_rules.py judges it. Pure. */

const MINUTE = 60_000;
const SHORT = 20;
const LONG = 90;
const LONGEST = 12 * 60;

/** @param {string | undefined} from @param {string | undefined} to */
export const minutesBetween = (from, to) => Math.floor((Date.parse(to ?? "") - Date.parse(from ?? "")) / MINUTE);

/** @param {string | undefined} started @param {string | undefined} ended @returns {{refused: string, doubt: string, minutes: number}} keys of sentences */
export function timeProblem(started, ended) {
  if (!started || !ended) return { refused: "", doubt: "", minutes: 0 };
  const minutes = minutesBetween(started, ended);
  if (minutes <= 0) return { refused: "visit-ends-first", doubt: "", minutes };
  if (minutes > LONGEST) return { refused: "visit-too-long", doubt: "", minutes };
  if (minutes < SHORT) return { refused: "", doubt: "visit-short", minutes };
  return { refused: "", doubt: minutes > LONG ? "visit-long" : "", minutes };
}
