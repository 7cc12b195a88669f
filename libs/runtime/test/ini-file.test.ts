import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseIni } from "@fairlead/runtime";

const value = (text: string): string | undefined => parseIni(text).entries[0]?.value;

describe("files of a=b lines", () => {
  const cases: readonly [string, string, string | undefined][] = [
    ["a plain line", "KEY=abc", "abc"],
    ["spaces around", "  KEY =  abc  ", "abc"],
    ["an empty value", "KEY=", ""],
    ["a value with equals signs", "KEY=abc==", "abc=="],
    ["double quotes", 'KEY="a b"', "a b"],
    ["single quotes", "KEY='a b'", "a b"],
    ["a lone quote", "KEY='a", "'a"],
    ["a shell's export", "export KEY=abc", "abc"],
    ["a byte order mark", "\uFEFFKEY=abc", "abc"],
    ["Windows line ends", "KEY=abc\r\nPORT=1\r\n", "abc"],
    ["a hash inside the value", "KEY=a#b", "a#b"],
    ["a comment", "#KEY=abc", undefined],
    ["another comment", "; KEY=abc", undefined],
    ["a section", "[main]", undefined],
  ];
  for (const [what, text, expected] of cases) it(`reads ${what}`, () => assert.equal(value(text), expected));

  it("tells the line of each entry and of each strange line", () => {
    const file = parseIni("\n[a]\nKEY=1\nwhat is this\n=2\nPORT=3");
    assert.deepEqual(
      file.entries.map(({ line }) => line),
      [3, 6],
    );
    assert.deepEqual(file.strangeLines, [4, 5]);
  });
});
