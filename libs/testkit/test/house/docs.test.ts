import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { chartValues } from "./chart-values.ts";
import { filesBelow, isTest, root, type SourceFile, withoutComments } from "./source-tree.ts";

const readme: SourceFile = { path: "README.md", text: readFileSync(join(root, "README.md"), "utf8") };
const pages = [
  readme,
  ...filesBelow(["docs"], [".md", ".conf", ".yaml", ".service"]),
  ...filesBelow(["charts", "k8s"], [".md"]),
];
const code = filesBelow(["libs", "services", "loadtest/src"], [".ts"])
  .filter(({ path }) => path.startsWith("loadtest/") || !isTest(path))
  .map(({ text }) => withoutComments(text))
  .join("\n");

const isQuoted = (word: string): boolean => code.includes(`"${word}"`);
/** A setting's name as the table of words has it. */
const asWord = (name: string): string => name.toLowerCase().replaceAll("_", "-");

/** Commands of other programs have flags of their own. */
const withoutForeignCommands = (text: string): string =>
  text.replace(/^\s*(sudo|systemctl|docker|helm|kubectl) .*$/gm, "");

function named(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
}

const FILE_ENDINGS = /\.(txt|pem|json|sock|ts|md|sqlite3|com|env|lan)$/;
/** Results on the wire, in the wire's own writing. */
const NO_SETTING = /^(UUID_MISMATCH|INVALID_ID_FORMAT|NOT_SUPPORT|SERVER_ERROR|LICENSE_MISMATCH)$/;

const rules: readonly (readonly [string, (page: SourceFile) => readonly string[]])[] = [
  ["flags", ({ text }) => named(withoutForeignCommands(text), /(?<![\w-])--([a-z][a-z-]*[a-z])/g).filter(isNoFlag)],
  ["settings", ({ text }) => named(text, /`([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)[=`]/g).filter(isNoSetting)],
  ["metrics", ({ text }) => named(text, /\b(fairlead_[a-z_]+)/g).filter(isNoMetric)],
  ["events", ({ text }) => named(text, /`([a-z]+(?:\.[a-z_]+)+)`/g).filter(isNoEvent)],
  ["words of ctl", ({ text }) => named(text, /\bctl (?!WORD\b)([A-Za-z][A-Za-z-]*)\b/g).filter(isNoWord)],
  ["values of the chart", ({ text }) => named(text, /`([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)+)[`=]/g).filter(isNoValue)],
  ["pages and files", missingLinks],
];

function isNoWord(word: string): boolean {
  return !isQuoted(word);
}

/** A word of a table, or what we tell V8. */
function isNoFlag(name: string): boolean {
  return !isQuoted(name) && !code.includes(`"--${name}=`);
}

/** Some names are put together from what they count. */
function isNoMetric(name: string): boolean {
  return !isQuoted(name) && !isQuoted(name.replace(/^fairlead_/, "").replace(/_total$/, ""));
}

function isNoSetting(name: string): boolean {
  return !NO_SETTING.test(name) && !isQuoted(asWord(name)) && !isQuoted(name);
}

function isNoEvent(name: string): boolean {
  return !FILE_ENDINGS.test(name) && !isQuoted(name) && !values.has(name);
}

const values = chartValues();

/** Of those that begin as one does: other dotted words are events, files and fields. */
function isNoValue(name: string): boolean {
  return values.has(name.split(".")[0] ?? "") && !values.has(name) && !FILE_ENDINGS.test(name) && !isQuoted(name);
}

function missingLinks({ path, text }: SourceFile): readonly string[] {
  const links = named(text, /\]\(([^)#\s]+)[^)]*\)/g).filter((link) => !/^[a-z]+:/.test(link));
  return links.filter((link) => !existsSync(join(root, dirname(path), link)));
}

describe("what the pages name exists", () => {
  for (const [what, missing] of rules) {
    it(what, () => {
      const found = pages.flatMap((page) => missing(page).map((name) => `${page.path}: ${name}`));
      assert.deepEqual(found, []);
    });
  }

  it("and the rules find something to look at", () => {
    const all = pages.map(({ text }) => text).join("\n");
    for (const needed of ["--trusted-proxies", "`TOTAL_BANDWIDTH`", "fairlead_drops_total", "`auth.key_refused`"]) {
      assert.ok(all.includes(needed), needed);
    }
    assert.ok(isQuoted("trusted-proxies") && !isQuoted("trust-proxies"));
  });
});
