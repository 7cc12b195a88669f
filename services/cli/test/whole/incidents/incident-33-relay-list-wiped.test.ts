import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { QUICK_TIMINGS } from "@fairlead/testkit";
import { BIN } from "../../fairlead-process.ts";
import { clientOf, registeredClientOf } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";

const run = promisify(execFile);

describe("incident 33: `aur Y` wiped the relay list", () => {
  it("always-use-relay, switched while the server runs, relays the next session and leaves the relays alone [PH-3]", async () => {
    await using server = await TestServer.start({ words: ["-r", "relay-1.example.com"] });
    const ctl = async (...words: readonly string[]): Promise<string> =>
      (await run(process.execPath, [BIN, "ctl", "--data-dir", server.dataDir, ...words])).stdout;
    const relaysBefore = await ctl("rs");
    assert.match(relaysBefore, /relay-1\.example\.com/);
    await ctl("aur", "Y");
    assert.match(await ctl("aur"), /true/);
    assert.equal(await ctl("rs"), relaysBefore);
    await using device = await registeredClientOf(server);
    device.device.answers = false;
    await using controller = await clientOf(server, {
      localAddress: device.state.settings.localAddress,
      timings: QUICK_TIMINGS,
    });
    await controller.connect(device.id);
    const push = device.device.heard.find(({ kind }) => kind === "punchHole");
    assert.ok(push?.kind === "punchHole" && push.body.forceRelay, "the neighbour was not relayed");
    await ctl("aur", "N");
    assert.match(await ctl("aur"), /false/);
    assert.equal(await ctl("rs"), relaysBefore);
  });
});
