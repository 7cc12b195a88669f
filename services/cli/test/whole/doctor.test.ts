import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { doctorIdentities, runDoctor } from "@fairlead/client";
import { TempFolder } from "@fairlead/testkit";
import { Ed25519KeyPair, publicKeyText } from "@fairlead/wire";
import { clock, newId, random } from "./support/clients.ts";
import { TestServer } from "./support/test-server.ts";

/** For a machine that stands still now and then. */
const PATIENCE = { answerTimeoutMs: 15_000, totalTimeoutMs: 100_000 };
const TESTDATA = join(import.meta.dirname, "testdata");

describe("the doctor visits Fairlead", () => {
  it("and finds every way working", async () => {
    await using folder = await TempFolder.create("doctor");
    await copyFile(join(TESTDATA, "hbbs.test.cert.pem"), join(folder.path, "cert.pem"));
    await copyFile(join(TESTDATA, "hbbs.test.key.pem"), join(folder.path, "key.pem"));
    await using server = await TestServer.start({ dataDir: folder.path });
    const results = await runDoctor({
      host: server.rendezvous,
      key: await server.publicKey(),
      ids: doctorIdentities(newId()),
      clock,
      random,
      relayBytes: 1024 * 1024,
      ...PATIENCE,
    });
    const [wss, ...others] = results.toReversed();
    for (const { check, outcome, detail } of others) assert.equal(outcome, "works", `${check}: ${detail}`);
    assert.ok(others.length >= 14, `${others.length} checks`);
    assert.equal(wss?.outcome, "fails", "a certificate that nobody signed");
    assert.match(wss?.detail ?? "", /certificate not trusted/);
  });

  it("and says that the key is an old one where the server still takes it", async () => {
    const oldKey = publicKeyText(Ed25519KeyPair.generate().publicKey);
    await using server = await TestServer.start({ words: ["--accept-keys", oldKey] });
    const ids = doctorIdentities(newId());
    const results = await runDoctor({
      host: server.rendezvous,
      key: oldKey,
      ids,
      clock,
      random,
      relayBytes: 1024,
      ...PATIENCE,
    });
    const exchange = results.find(({ check }) => check === "key exchange");
    assert.equal(results.find(({ check }) => check === "key")?.outcome, "works");
    assert.equal(exchange?.outcome, "fails");
    assert.match(exchange?.do ?? "", /give --key the server's public key/);
  });
});
