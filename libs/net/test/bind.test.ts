import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { listenWs } from "../src/index.ts";
import { acceptSettings, RecordedPorts } from "./support/recorded-ports.ts";

describe("a listener on a Unix socket", () => {
  it("takes a socket file that nobody listens on any more", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fairlead-unix-"));
    const path = join(folder, "left.sock");
    const { spawnSync } = await import("node:child_process");
    const script = `require("node:net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
    spawnSync(process.execPath, ["-e", script]);
    const settings = acceptSettings({ at: { path } });
    const listener = await listenWs(settings, new RecordedPorts(), () => assert.fail("nobody comes"));
    await assert.rejects(
      listenWs(settings, new RecordedPorts(), () => assert.fail("nobody comes")),
      { code: "NET_PORT_IN_USE" },
    );
    await listener[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
});
