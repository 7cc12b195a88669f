import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { FairleadProcess, run } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

describe("doctor", () => {
  it("finds nothing wrong with a standalone of ours, and ends with 0", async () => {
    await using folder = await TempFolder.create("doctor");
    const port = await freePort();
    await using server = new FairleadProcess(["standalone", "-p", String(port)], { cwd: folder.path });
    const [, key = ""] = await server.says(/Public key +(\S{44})[\s\S]*rustdesk --config/);
    const words = ["doctor", "127.0.0.1", "-p", String(port), "--key", key, "--relay-bytes", "100000"];
    const { code, out } = await run(words);
    assert.equal(code, 0, out);
    for (const check of [
      "registration by UDP",
      "registration by TCP",
      "registration by WebSocket",
      "NAT test",
      "online query",
      "direct session",
      "relay by TCP",
      "relay by WebSocket",
    ]) {
      assert.match(out, new RegExp(`^works +${check}`, "m"));
    }
    assert.doesNotMatch(out, /^fails/m);
  });

  it("says what fails and what to do where nothing answers, and ends with 1", async () => {
    const { code, out } = await run(["doctor", "127.0.0.1", "-p", String(await freePort())]);
    assert.equal(code, 1);
    assert.match(out, /^fails +main port by TCP.*\n +do: /m);
  });

  it("answers in JSON for programs", async () => {
    const { out } = await run(["doctor", "--json", "127.0.0.1", "-p", String(await freePort())]);
    assert.ok(Array.isArray(JSON.parse(out)));
  });
});
