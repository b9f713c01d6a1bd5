import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { ours } from "./ours.mjs";

const { POINTS, missing, notation, pocketCode, sizeCode, total } = await ours("messaging/design-r");
const { minutesBetween, timeProblem } = await ours("messaging/visit-minutes");
const { isMultiple } = await ours("messaging/sheet-form");
const { reportBy } = await ours("messaging/note-meaning");
const { nearest } = await ours("messaging/body-map");
const { contentOf } = await ours("messaging/note-content");

/** What patients/design_r.py says: the one that decides. @param {string} script @param {unknown} given */
function python(script, given) {
  const said = execFileSync(process.env.PYTHON ?? "python3", ["-c", script], { input: JSON.stringify(given), cwd: new URL("../../", import.meta.url) });
  return JSON.parse(String(said));
}

const TABLE = `
import json, sys
from decimal import Decimal
from patients import design_r
given = json.load(sys.stdin)
print(json.dumps({
    "points": design_r.POINTS,
    "sizes": [design_r.size_code(*map(Decimal, one)) for one in given["sizes"]],
    "pockets": [design_r.pocket_code(*map(Decimal, one)) or "" for one in given["pockets"]],
    "notations": [design_r.notation(one) for one in given["codes"]],
    "totals": [design_r.total(one) for one in given["codes"]],
}))
`;

test("the browser reckons DESIGN-R as the server does", () => {
  const steps = ["0", "0.1", "1.9", "2", "2.0", "3.9", "4", "5.9", "6", "8", "9.9", "10", "60"];
  const sizes = steps.flatMap((one) => steps.map((other) => [one, other]));
  const pockets = sizes.flatMap(([one, other]) => [["1", "1", one, other], ["2.1", "1.9", one, other]]);
  const codes = Object.entries(POINTS).flatMap(([item, known]) => Object.keys(known).map((code) => ({ depth: "D3", exudate: "E6", size: "s6", inflammation: "I3C", granulation: "G6", necrosis: "n0", pocket: "p0", [item]: code })));
  codes.push({ depth: "D3" }, { ...codes[0], depth: "" });
  const theirs = python(TABLE, { sizes, pockets, codes });
  assert.deepEqual(POINTS, theirs.points);
  assert.deepEqual(sizes.map((one) => sizeCode(...one.map(Number))), theirs.sizes);
  assert.deepEqual(pockets.map((one) => pocketCode(...one.map(Number))), theirs.pockets);
  assert.deepEqual(codes.map(notation), theirs.notations);
  assert.deepEqual(codes.map(total), theirs.totals);
  assert.equal(notation({ depth: "D3", exudate: "E6", size: "s6", inflammation: "I3C", granulation: "G6", necrosis: "n0", pocket: "p0" }), "D3-E6s6I3CG6n0p0:21");
});

test("what is missing for a total is named", () => {
  assert.deepEqual(missing({ depth: "D3", exudate: "e1", size: "s3", inflammation: "i0", granulation: "g1", necrosis: "n0" }), ["pocket"]);
});

test("a visit that ends before it begins, or lasts half a day, is refused; a short or long one is doubted", () => {
  const from = "2026-11-21T23:30:00+09:00";
  const after = (/** @type {number} */ minutes) => new Date(Date.parse(from) + minutes * 60_000).toISOString();
  const judged = [-1, 0, 1, 19, 20, 90, 91, 720, 721].map((minutes) => timeProblem(from, after(minutes)));
  assert.deepEqual(judged.map(({ refused }) => refused), ["visit-ends-first", "visit-ends-first", "", "", "", "", "", "", "visit-too-long"]);
  assert.deepEqual(judged.map(({ doubt }) => doubt), ["", "", "visit-short", "visit-short", "", "", "visit-long", "visit-long", ""]);
  assert.equal(minutesBetween(from, "2026-11-22T00:10:00+09:00"), 40, "midnight is no border");
  assert.deepEqual(timeProblem(from, undefined), { refused: "", doubt: "", minutes: 0 });
});

test("numbers go up in the steps of their field", () => {
  assert.deepEqual([["0.25", "0.25"], ["0.3", "0.25"], ["36.6", "0.1"], ["36.65", "0.1"], ["7", "1"], ["1.5", "0.5"]].map(([text, step]) => isMultiple(text, step)), [true, false, true, false, true, true]);
});

test("the physician is asked by six, by midnight when that has passed, and within the hour when it is urgent", () => {
  const noon = Date.parse("2026-11-21T12:00:00+09:00");
  const night = Date.parse("2026-11-21T20:00:00+09:00");
  assert.equal(reportBy("today", noon), "2026-11-21T18:00:00+09:00");
  assert.equal(reportBy("today", night), "2026-11-21T23:59:00+09:00");
  assert.equal(reportBy("now", noon), "2026-11-21T04:00:00.000Z");
});

test("a tap on the body offers the places next to it, of the side that is shown", () => {
  const sites = [["sacrum", "back", 50, 90], ["coccyx", "back", 50, 97], ["right-heel", "back", 61, 192], ["navel", "front", 50, 90]].map(([code, view, x, y]) => ({ code, label: code, view, x, y }));
  assert.deepEqual(nearest(sites, "back", { x: 51, y: 92 }, 2).map(({ code }) => code), ["sacrum", "coccyx"]);
});

test("a note that was refused goes back to its page whole", () => {
  const body = { id: "1", kind: "visit-note", purpose: "consult", form: { answers: {} }, vitals: [{}], visit: "v", proxy_for: null, in_reply_to: "r", text: "", asks: [{ id: "a", purpose: "notice", text: "t", to: [{ kind: "role", id: "pharmacist", reply_by: null }] }] };
  const content = contentOf(body);
  assert.deepEqual(content.asks, [{ id: "a", purpose: "notice", text: "t", to: "role:pharmacist", by: "" }]);
  assert.deepEqual([content.purpose, content.visit, content.in_reply_to, content.own.purpose], ["consult", "v", "r", true]);
  assert.equal("text" in content, false);
});
