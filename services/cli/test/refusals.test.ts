import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { type Ended, run } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

/** One line that says what is wrong and what to do, no stack, and a code that is not 0. */
function assertRefused({ code, err }: Ended, message: RegExp): void {
  const line = err.split("\n").find((text) => text.startsWith("fairlead: ")) ?? "";
  assert.match(line, message);
  assert.match(line, /; do: /);
  assert.doesNotMatch(err, /^\s+at /m);
  assert.notEqual(code, 0);
}

describe("what cannot be done is refused in one line with a remedy", () => {
  const refusals: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["an unknown command", ["serve"], /unknown command serve/],
    ["a flag before the command", ["-k", "x"], /unknown flag before a command -k/],
    [
      "an unknown flag",
      ["standalone", "--relay-server", "x"],
      /unknown flag --relay-server; do: write --relay-servers/,
    ],
    ["a flag of the other server", ["hbbr", "-r", "x"], /unknown flag -r/],
    [
      "a secret on the command line, where everybody sees it",
      ["rendezvous", "--bus-secret", "x"],
      /unknown flag --bus-secret; do: write --bus-secret-file/,
    ],
    [
      "a node's certificate that is not there, before Redis is waited for",
      ["rendezvous", "--redis", "redis://127.0.0.1:1", "--bus", "127.0.0.1", "--bus-cert", "a.pem"],
      /a\.pem cannot be read: .*; BUS_CERT=a\.pem \(--bus-cert\)/,
    ],
    ["a port below 3", ["hbbs", "-p", "2"], /PORT=2 \(-p\)/],
    ["a port beyond the last", ["standalone", "-p", "70000"], /70000 is not a port/],
    ["a file of -c that is not there", ["hbbs", "-c", "nowhere.conf"], /nowhere\.conf/],
    ["doctor without a host", ["doctor"], /one HOST is needed/],
    ["ctl where no server runs", ["ctl", "h"], /no server runs in /],
  ];
  for (const [sentence, words, message] of refusals) {
    it(sentence, async () => {
      await using folder = await TempFolder.create("cli");
      assertRefused(await run(words, { cwd: folder.path }), message);
    });
  }

  it("a port that another process has", async () => {
    await using folder = await TempFolder.create("cli");
    const port = await freePort();
    await using other = createServer();
    other.listen({ port, host: "::" });
    await once(other, "listening");
    const ended = await run(["standalone", "-p", String(port)], { cwd: folder.path });
    assertRefused(ended, new RegExp(`${port} is in use by another process; PORT=${port} \\(-p\\)`));
  });

  it("a bad key file, which stays as it is", async () => {
    await using folder = await TempFolder.create("cli");
    const file = join(folder.path, "id_ed25519");
    writeFileSync(file, "not a key");
    assertRefused(await run(["standalone", "-p", String(await freePort())], { cwd: folder.path }), /id_ed25519/);
    assert.equal(readFileSync(file, "utf8"), "not a key");
  });

  it("a database that is none, which stays as it is", async () => {
    await using folder = await TempFolder.create("cli");
    const file = join(folder.path, "db_v2.sqlite3");
    const junk = "this is no database at all, but it is longer than the header of one would be: ".repeat(20);
    writeFileSync(file, junk);
    assertRefused(await run(["hbbs", "-p", String(await freePort())], { cwd: folder.path }), /db_v2\.sqlite3/);
    assert.equal(readFileSync(file, "utf8"), junk);
  });

  it("a data dir that is a file", async () => {
    await using folder = await TempFolder.create("cli");
    writeFileSync(join(folder.path, "data"), "");
    assertRefused(await run(["standalone", "--data-dir", "data"], { cwd: folder.path }), /data dir .*data/);
  });

  it("a certificate without its key", async () => {
    await using folder = await TempFolder.create("cli");
    mkdirSync(join(folder.path, "data"));
    writeFileSync(join(folder.path, "data", "cert.pem"), "");
    const words = ["standalone", "--data-dir", "data", "-p", String(await freePort())];
    assertRefused(await run(words, { cwd: folder.path }), /key\.pem is missing/);
  });
});

describe("help", () => {
  for (const command of [
    "standalone",
    "rendezvous",
    "relay",
    "keygen",
    "validatekeypair",
    "doctor",
    "config-string",
    "ctl",
  ]) {
    it(`of ${command} names its flags and what it does, and ends with 0`, async () => {
      const { code, out } = await run([command, "--help"]);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^fairlead ${command}`));
      assert.ok(out.split("\n").length >= 3, out);
    });
  }

  it("without a command lists all commands", async () => {
    const { code, out } = await run([]);
    assert.equal(code, 0);
    for (const name of [
      "standalone",
      "hbbs",
      "hbbr",
      "genkeypair",
      "validatekeypair",
      "doctor",
      "config-string",
      "ctl",
    ]) {
      assert.match(out, new RegExp(`\\b${name}\\b`));
    }
  });

  it("--version says which", async () => assert.match((await run(["--version"])).out, /^fairlead \d+\.\d+\.\d+$/m));
});
