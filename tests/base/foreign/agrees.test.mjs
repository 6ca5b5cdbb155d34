// What server and suite share must read and write text and time as Node.js does: with a mistake of
// their own, both would agree on it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";

process.env.TZ = "UTC"; // Date reads asctime's form as local time

/** Numbers that are the same in each run. Source: Numerical Recipes, "an even quicker" generator. */
let state = 20261129;
function random(below) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}
const times = (count, make) => Array.from({ length: count }, make);

/** Asks base for all of [function, argument, what Node.js says] at once. */
function agree(rows) {
  const { stdout, status, stderr } = spawnSync(process.env.MOCKMETER_BASE_ANSWERS, {
    input: JSON.stringify(rows.map(([name, argument]) => [name, argument])),
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  const answers = JSON.parse(stdout);
  assert.equal(answers.length, rows.length);
  rows.forEach(([name, argument, expected], row) =>
    assert.deepEqual(answers[row], expected, `${name}(${JSON.stringify(argument)})`));
}

/** A time from 1700 to 2199, in milliseconds. */
function anyTime() {
  const first = Date.UTC(1700, 0, 1);
  return first + random(2 ** 31) * 7340 + random(1000);
}

function orNull(read) {
  try {
    const value = read();
    return Number.isNaN(value) ? null : value;
  } catch {
    return null;
  }
}

test("times are written as Date writes them", () => {
  agree(times(300, anyTime).flatMap((time) => [
    ["formatMilliseconds", time, new Date(time).toISOString()],
    ["formatHttpDate", time, new Date(time).toUTCString()],
  ]));
});

test("RFC 3339 is read as Date reads it", () => {
  const two = (number) => String(number).padStart(2, "0");
  const texts = times(400, () => {
    const day = `${2000 + random(60)}-${two(random(14))}-${two(random(34))}`;
    const clock = `${two(random(24))}:${two(random(60))}:${two(random(60))}`;
    const fraction = ["", ".5", ".25", ".123"][random(4)];
    const zone = ["Z", "+00:00", "-08:00", "+05:30", "+13:00", "-00:30"][random(6)];
    return `${day}T${clock}${fraction}${zone}`;
  });
  // Date takes the 31st of June for the first of July.
  const exists = (text) =>
    new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().slice(0, 10) === text.slice(0, 10);
  agree(texts.flatMap((text) => {
    let expected = orNull(() => Date.parse(text));
    if (expected !== null && !exists(text)) expected = null;
    return [["parseRfc3339", text, expected], ["parseAnyTimestamp", text, expected],
      ["parseAnyTimestamp", text.replace("T", " ").replace("Z", " UTC"), expected]];
  }));
});

test("HTTP dates are read as Date reads them, in each form", () => {
  const first = Date.UTC(1975, 0, 1);
  const last = Date.UTC(2050, 0, 1); // Date's limits for years of two digits
  const rows = times(200, () => first + Math.floor(random(2 ** 31) / 2 ** 31 * (last - first) / 1000) * 1000)
    .flatMap((time) => [
      ["formatHttpDate", time], ["formatRfc850Date", time], ["formatAsctimeDate", time]]
      .map((question) => [...question, time]));
  const { stdout } = spawnSync(process.env.MOCKMETER_BASE_ANSWERS, {
    input: JSON.stringify(rows.map(([name, time]) => [name, time])), encoding: "utf8",
  });
  const texts = JSON.parse(stdout);
  rows.forEach(([name, , time], row) => assert.equal(Date.parse(texts[row]), time, `${name}: ${texts[row]}`));
  agree(texts.map((text, row) => ["parseHttpDate", text, rows[row][2]]));
});

test("text is escaped and taken back as encodeURIComponent does", () => {
  const pieces = ["a", "Z", "0", "-._~", " ", "+", "/", "%", "&=?#", "!'()*", "\u00e9", "\u20ac", "\u{1f600}", "\u0000"];
  const texts = times(300, () => times(random(8), () => pieces[random(pieces.length)]).join(""));
  const reserved = (text) => encodeURIComponent(text)
    .replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
  agree(texts.map((text) => ["percentEncoded", text, reserved(text)]));
  agree(texts.map((text) => ["percentDecode", reserved(text), text]));
});

test("broken escapes are none to decodeURIComponent either", () => {
  const pieces = ["%", "%4", "%41", "%zz", "%c3%a9", "%C3", "%a9", "%ff", "%ed%a0%80", "%f4%90%80%80", "%c0%80", "a", "+"];
  agree(times(400, () => times(1 + random(4), () => pieces[random(pieces.length)]).join(""))
    .map((text) => ["percentDecode", text, orNull(() => decodeURIComponent(text))]));
});

test("UTF-8 is what TextDecoder takes it for", () => {
  // Source: RFC 3629 sections 3 and 4: the limits of each length, surrogates, what is overlong.
  const pieces = ["41", "c3a9", "c080", "c1bf", "c280", "dfbf", "e08080", "e09fbf", "e0a080", "ed9fbf", "eda080",
    "edbfbf", "ee8080", "efbfbf", "efbbbf", "f08080", "f0908080", "f48fbfbf", "f4908080", "f5808080", "80", "ff", "e2", "e282", "f09f98"];
  const all = times(500, () => times(1 + random(4), () => pieces[random(pieces.length)]).join(""));
  const decode = (hex, fatal) =>
    new TextDecoder("utf-8", { fatal, ignoreBOM: true }).decode(Buffer.from(hex, "hex"));
  agree(all.map((hex) => ["toUtf8", hex, decode(hex, false)]));
  agree(all.map((hex) => ["isValidUtf8", hex, orNull(() => decode(hex, true)) !== null]));
});
