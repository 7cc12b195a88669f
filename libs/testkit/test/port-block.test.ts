import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { findPortBlock } from "../src/index.ts";
import { claimPort } from "../src/port-claim.ts";

const SOURCE = new URL("../src/port-claim.ts", import.meta.url).href;

const claimElsewhere = async (port: number): Promise<string> => {
  const script = `console.log(await (await import(${JSON.stringify(SOURCE)})).claimPort(${port}))`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  return stdout.trim();
};

describe("a port that a test was given", () => {
  it("is given to no other test, on no other address, before anybody listens on it", async () => {
    const { main, relayWebSocket } = await findPortBlock("127.0.0.1");
    assert.equal(await claimElsewhere(main), "false");
    assert.equal(await claimElsewhere(relayWebSocket), "false");
    assert.equal(await claimPort(main), false, "nor to the same process again");
  });

  it("is free again when the process has ended, which it does not keep from ending", async () => {
    const port = 9_999;
    assert.equal(await claimElsewhere(port), "true");
    assert.equal(await claimElsewhere(port), "true");
  });
});
