import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseIni, readWords, SettingsError, WordTable } from "@fairlead/runtime";
import { SeededRandom } from "@fairlead/testkit";

const ITERATIONS = Number(process.env["FUZZ_ITERATIONS"] ?? 2000);
const SEED = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);

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
  const count = random.uint32() % (maxPieces + 1);
  return Array.from({ length: count }, () => PIECES[random.uint32() % PIECES.length]).join("");
}

describe(`words of any shape, seed ${SEED}`, () => {
  it("are read, or refused by a SettingsError, and nothing else", () => {
    const random = new SeededRandom(SEED);
    for (let round = 0; round < ITERATIONS; round += 1) {
      const argv = Array.from({ length: random.uint32() % 6 }, () => text(random, 4));
      const envFile = { path: ".env", text: text(random, 12) };
      try {
        for (const { value } of readWords(table, { argv, environment: {}, envFile }).all("key"))
          assert.equal(typeof value, "string");
      } catch (error) {
        assert.ok(error instanceof SettingsError, `${JSON.stringify({ argv, envFile })}: ${error}`);
      }
    }
  });

  it("come back as written from a flag with any value", () => {
    const random = new SeededRandom(SEED);
    for (let round = 0; round < ITERATIONS; round += 1) {
      const value = text(random, 6);
      for (const argv of [[`--key=${value}`], [`-k=${value}`]]) {
        assert.equal(readWords(table, { argv, environment: {} }).get("key")?.value, value, JSON.stringify(argv));
      }
    }
  });

  it("come back as written from a file, white space around and quotes aside", () => {
    const random = new SeededRandom(SEED);
    for (let round = 0; round < ITERATIONS; round += 1) {
      const value = text(random, 6)
        .replaceAll(/[\n'"]/g, "")
        .trim();
      assert.equal(parseIni(`KEY=${value}\n`).entries[0]?.value, value, JSON.stringify(value));
    }
  });
});
