import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { BIN, run } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

describe("a log that nobody reads any more", () => {
  it("does not end the server", async () => {
    await using folder = await TempFolder.create("pipes");
    const words = [BIN, "standalone", "-p", String(await freePort())];
    const server = spawn(process.execPath, words, { cwd: folder.path, stdio: ["ignore", "pipe", "pipe"] });
    try {
      await once(server.stdout, "data");
      server.stdout.destroy();
      server.stderr.destroy();
      const ctl = (...more: readonly string[]) => run(["ctl", ...more], { cwd: folder.path });
      await ctl("rs", "relay.example.com");
      assert.equal((await ctl("rs")).code, 0);
      server.kill("SIGTERM");
      const [code] = await once(server, "exit");
      assert.equal(code, 0);
    } finally {
      server.kill("SIGKILL");
    }
  });
});
