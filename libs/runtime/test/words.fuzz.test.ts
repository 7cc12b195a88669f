import assert from "node:assert/strict";
import { describe } from "node:test";
import { parseIni, readWords, SettingsError, WordTable } from "@fairlead/runtime";
import { fuzz, type SeededRandom } from "@fairlead/testkit";

const table = new WordTable([
  { name: "key", short: "k", takesValue: true, help: "" },
  { name: "relay-servers", short: "r", takesValue: true, help: "" },
  { name: "quiet", short: "q", takesValue: false, help: "" },
]);

const PIECES = [
  "-",
  "--",
  "=",
  "key",
  "k",
  "r",
  "q",
  "relay_servers",
  "",
  " ",
  "\n",
  "#",
  "[",
  "'",
  '"',
  "é",
  "\u0000x",
  "A==",
  "export ",
];

function text(random: SeededRandom, maxPieces: number): string {
  return Array.from({ length: random.below(maxPieces + 1) }, () => random.pick(PIECES)).join("");
}

describe("words of any shape", () => {
  fuzz("are read, or refused by a SettingsError, and nothing else", 2_000, (random) => {
    const argv = Array.from({ length: random.below(6) }, () => text(random, 4));
    const envFile = { path: ".env", text: text(random, 12) };
    try {
      for (const { value } of readWords(table, { argv, environment: {}, envFile }).all("key"))
        assert.equal(typeof value, "string");
    } catch (error) {
      assert.ok(error instanceof SettingsError, `${JSON.stringify({ argv, envFile })}: ${error}`);
    }
  });

  fuzz("come back as written from a flag with any value", 2_000, (random) => {
    const value = text(random, 6);
    for (const argv of [[`--key=${value}`], [`-k=${value}`]]) {
      assert.equal(readWords(table, { argv, environment: {} }).get("key")?.value, value, JSON.stringify(argv));
    }
  });

  fuzz("come back as written from a file, white space around and quotes aside", 2_000, (random) => {
    const value = text(random, 6)
      .replaceAll(/[\n'"]/g, "")
      .trim();
    assert.equal(parseIni(`KEY=${value}\n`).entries[0]?.value, value, JSON.stringify(value));
  });
});
