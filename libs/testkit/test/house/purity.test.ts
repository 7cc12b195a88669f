import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { filesBelow, isTest, withoutComments } from "./source-tree.ts";

const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\b/, "Date.now"],
  [/\bDate\(\)|\bnew Date;/, "today's Date"],
  [/\bperformance\.now\b/, "performance.now"],
  [/\bprocess(\.|\[")(env|argv|hrtime|exit|exitCode)\b/, "process.env, argv, hrtime or exit"],
  [/\} = process\b|"node:process"/, "parts of process"],
  [/\bprocess\.(on|once)\(\s*"SIG/, "signals"],
  [/\bMath\.random\b/, "Math.random"],
  [
    /\b(randomBytes|randomUUID|randomInt|getRandomValues|randomFill|randomFillSync)\(/,
    "the operating system's generator",
  ],
  [/\bset(Timeout|Interval)\(|\bAbortSignal\.timeout\b|"node:timers/, "timers other than Clock's"],
];
/** Where a port meets the platform. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "libs/runtime/src/system-clock.ts": ["timers other than Clock's"],
};

const mutable: readonly RegExp[] = [
  /^(export )?(let|var) /,
  // An empty collection is there to be filled; one that is not says that nobody may.
  /^(export )?const \w+(: (?!Readonly)[^=]*)? = new (Map|Set|Array|WeakMap|WeakSet)(<.*>)?\(\)/,
  /^(export )?const \w+: (?!readonly )[^=]*\[\] = \[/,
];

const shipped = filesBelow(["libs", "services"], [".ts"]).filter((file) => !isTest(file.path));

describe("purity", () => {
  it("lets only main.ts read time, randomness, environment, arguments and signals", () => {
    const wrong: string[] = [];
    for (const file of shipped) {
      if (file.path.endsWith("/main.ts")) continue;
      const code = withoutComments(file.text);
      for (const [pattern, name] of forbidden) {
        if (pattern.test(code) && !allowed[file.path]?.includes(name)) wrong.push(`${file.path}: ${name}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("has no mutable state at module level", () => {
    const wrong = shipped.flatMap((file) =>
      withoutComments(file.text)
        .split("\n")
        .filter((line) => mutable.some((pattern) => pattern.test(line)))
        .map((line) => `${file.path}: ${line}`),
    );
    assert.deepEqual(wrong, []);
  });
});
