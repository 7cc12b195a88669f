import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { helpLines, readWords, SettingsError, type WordSources, type Words, WordTable } from "@fairlead/runtime";

const table = new WordTable([
  { name: "key", short: "k", takesValue: true, valueName: "KEY", help: "the licence key" },
  { name: "port", short: "p", takesValue: true, help: "the main port" },
  { name: "relay-servers", short: "r", takesValue: true, valueName: "HOST,…", help: "relays" },
  { name: "rmem", short: "M", takesValue: true, help: "receive buffer" },
  { name: "quiet", short: "q", takesValue: false, help: "say less" },
  { name: "db-url", takesValue: true, help: "the database", from: "environment", aliases: ["database"] },
  { name: "data-dir", takesValue: true, help: "the folder", from: "flag" },
]);

function read(argv: readonly string[], others: Partial<WordSources> = {}): Words {
  return readWords(table, { argv, environment: {}, ...others });
}

describe("flags", () => {
  const spellings: readonly [readonly string[], string][] = [
    [["-k", "X"], "X"],
    [["-kX"], "X"],
    [["-k=X"], "X"],
    [["--key", "X"], "X"],
    [["--key=X"], "X"],
    [["--KEY=X=Y=="], "X=Y=="],
    [["-k", ""], ""],
    [["--key="], ""],
    [["-k", "-"], "-"],
    [["-k", "_"], "_"],
    [["-k", "-not-a-flag"], "-not-a-flag"],
    [["-k", "first", "-k", "last"], "last"],
  ];
  for (const [argv, value] of spellings) {
    it(`${argv.join(" ")} is the key ${JSON.stringify(value)}`, () =>
      assert.equal(read(argv).get("key")?.value, value));
  }

  it("tells an empty value from none", () => {
    assert.equal(read(["-r", ""]).get("relay-servers")?.value, "");
    assert.equal(read([]).get("relay-servers"), undefined);
    assert.equal(read([]).has("relay-servers"), false);
  });

  it("reads names alike in case, dash and underscore", () => {
    assert.equal(read(["--Relay_Servers", "a"]).get("relay-servers")?.value, "a");
  });

  it("keeps every value of a flag that comes twice, in order", () => {
    assert.deepEqual(
      read(["-k", "one", "--key=two"])
        .all("key")
        .map(({ value }) => value),
      ["one", "two"],
    );
  });

  it("reads switches alone and together with a valued flag behind them", () => {
    const words = read(["-qkX"]);
    assert.equal(words.get("quiet")?.value, "Y");
    assert.equal(words.get("key")?.value, "X");
  });

  it("knows short flags by case", () => {
    assert.equal(read(["-M", "4096"]).get("rmem")?.value, "4096");
    assert.throws(() => read(["-m", "4096"]), SettingsError);
  });

  it("leaves words that are no flags, and all after --, to the caller", () => {
    assert.deepEqual(read(["standalone", "-k", "X", "--", "-p", "--zzz"]).positionals, ["standalone", "-p", "--zzz"]);
  });

  const refusals: readonly [readonly string[], string][] = [
    [["--prot", "1"], "unknown flag --prot; do: write --port, or see --help"],
    [["--relay-server=a"], "unknown flag --relay-server; do: write --relay-servers, or see --help"],
    [["--entirely-different"], "unknown flag --entirely-different; do: see --help for the flags there are"],
    [["-x"], "unknown flag -x; do: see --help for the flags there are"],
    [["-p"], "-p has no value; do: write -p VALUE, or -p '' for an empty one"],
    [["-k", "-p", "21116"], "-k has no value; do: write -k KEY, or -k '' for an empty one"],
    [["--key", "--port=1"], "--key has no value; do: write --key KEY, or --key '' for an empty one"],
    [["--quiet=no"], "--quiet takes no value; do: write --quiet alone"],
    [["--db-url=x"], "unknown flag --db-url; do: see --help for the flags there are"],
  ];
  for (const [argv, message] of refusals) {
    it(`refuses ${argv.join(" ")}`, () => {
      assert.throws(() => read(argv), { name: "SettingsError", code: "SETTINGS_INVALID", message });
    });
  }
});

describe("sources", () => {
  const configFile = { path: "hbbs.ini", text: "[main]\nKEY=from-c\nport=1\n" };
  const envFile = { path: ".env", text: "key=from-env-file\nport=2\nRELAY_SERVERS=r2\n" };
  const environment = { KEY: "from-environment", PORT: "3", RELAY_SERVERS: "r3", "RELAY-SERVERS": "r3", DB_URL: "d3" };

  it("count in the order flag, -c, .env, environment", () => {
    const words = read(["-k", "from-flag"], { configFile, envFile, environment });
    const found = ["key", "port", "relay-servers", "db-url"].map((name) => words.get(name));
    assert.deepEqual(found, [
      { value: "from-flag", source: "flag", spelling: "-k" },
      { value: "1", source: "-c", spelling: "port in hbbs.ini line 3" },
      { value: "r2", source: ".env", spelling: "RELAY_SERVERS in .env line 3" },
      { value: "d3", source: "environment", spelling: "DB_URL in the environment" },
    ]);
  });

  it("lets an empty value beat a written one of a weaker source", () => {
    assert.equal(read(["-k", ""], { environment }).get("key")?.value, "");
    assert.equal(read([], { envFile: { path: ".env", text: "KEY=" }, environment }).get("key")?.value, "");
  });

  it("know a word by its other names", () => {
    assert.equal(read([], { environment: { Database: "x" } }).get("db-url")?.value, "x");
  });

  it("keep flags out of files", () => {
    const words = read([], { envFile: { path: ".env", text: "DATA_DIR=/x" } });
    assert.equal(words.get("data-dir"), undefined);
    assert.equal(words.warnings.length, 1);
  });

  it("warn of each line that nobody reads and say what to do, without its value", () => {
    const text = "DATABASE_URL=sqlite://./db_v2.sqlite3\nKEYS=secret\nnonsense\n# fine\n";
    const words = read([], { envFile: { path: ".env", text } });
    assert.deepEqual(words.warnings, [
      {
        reason: "a line is not NAME=value and is ignored",
        setting: ".env line 3",
        do: "write it as NAME=value, or start it with #",
      },
      {
        reason: "DATABASE_URL is not a setting of this server and is ignored",
        setting: "DATABASE_URL (.env line 1)",
        do: "write DATABASE if that was meant",
      },
      {
        reason: "KEYS is not a setting of this server and is ignored",
        setting: "KEYS (.env line 2)",
        do: "write KEY if that was meant",
      },
    ]);
  });

  it("say nothing of the rest of the environment", () => {
    assert.deepEqual(read([], { environment: { HOME: "/root", PATH: "/bin" } }).warnings, []);
  });

  it("refuse a binary file", () => {
    const message = "x.ini is not a text file; do: write lines of NAME=value there, or name another file";
    assert.throws(() => read([], { configFile: { path: "x.ini", text: "\0\0" } }), { message });
  });
});

describe("help", () => {
  it("aligns flags and leaves out what no flag sets", () => {
    const lines = helpLines(table.specs);
    assert.equal(lines[0], "  -k, --key KEY               the licence key");
    assert.equal(lines.at(-1), "      --data-dir VALUE        the folder");
    assert.ok(!lines.some((line) => line.includes("db-url")));
  });
});
