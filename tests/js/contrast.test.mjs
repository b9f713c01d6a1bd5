import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../config/static/css/tokens.css", import.meta.url), "utf8");

/** The declarations of the rules whose selector matches, in the order of the file. */
function block(selector) {
  const start = css.indexOf(`${selector} {`);
  assert.ok(start >= 0, selector);
  const text = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries([...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]));
}

const light = block(":root");
const themes = {
  light,
  dark: { ...light, ...block(':root[data-appearance="dark"]') },
  contrast: { ...light, ...block(':root[data-appearance="contrast"]') },
};

function colour(theme, name) {
  const value = theme[name];
  const inner = value?.match(/^var\(--([\w-]+)\)$/);
  return inner ? colour(theme, inner[1]) : value;
}

function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(theme, front, back) {
  const [light, dark] = [front, back].map((name) => luminance(colour(theme, name))).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ["surface-page", "surface-card", "surface-sunk"];
const texts = ["text", "text-quiet", "accent", "danger", "caution", "calm"];
const washes = ["urgent", "request", "consult", "report", "notice", "order"].map((one) => [`purpose-${one}`, `purpose-${one}-surface`]);
const pairs = [
  ...texts.flatMap((text) => surfaces.map((surface) => [text, surface])),
  ...washes,
  ["danger", "danger-surface"], ["caution", "caution-surface"], ["calm", "calm-surface"], ["accent", "accent-surface"],
  ["on-accent", "accent"], ["on-accent", "accent-strong"], ["surface-card", "danger"], ["text", "accent-surface"],
  ["text", "danger-surface"], ["text", "caution-surface"], ["text", "calm-surface"],
];

for (const [name, theme] of Object.entries(themes)) {
  test(`every pair of text and ground is legible (AA) in ${name}`, () => {
    const least = name === "contrast" ? 7 : 4.5;
    const poor = pairs.filter(([front, back]) => ratio(theme, front, back) < least).map(([front, back]) => `${front} on ${back}: ${ratio(theme, front, back).toFixed(2)}`);
    assert.deepEqual(poor, []);
  });

  test(`edges of controls and the focus ring stand out (3:1) in ${name}`, () => {
    for (const edge of ["control-edge", "focus-ring"]) for (const surface of surfaces) assert.ok(ratio(theme, edge, surface) >= 3, `${edge} on ${surface}: ${ratio(theme, edge, surface).toFixed(2)}`);
  });
}

test("what the device prefers and what the person chose look the same", () => {
  const device = (query) => css.slice(css.indexOf(query));
  for (const [query, selector] of [["(prefers-color-scheme: dark)", ':root[data-appearance="dark"]'], ["(prefers-contrast: more)", ':root[data-appearance="contrast"]']]) {
    const rest = device(query);
    const found = Object.fromEntries([...rest.slice(0, rest.indexOf("}")).matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]));
    assert.deepEqual(found, block(selector));
  }
});

test("themes redefine hues only", () => {
  const hues = new Set(Object.entries(light).filter(([, value]) => value.startsWith("#")).map(([name]) => name));
  for (const appearance of ["dark", "contrast"]) {
    for (const name of Object.keys(block(`:root[data-appearance="${appearance}"]`))) assert.ok(hues.has(name), name);
  }
});
