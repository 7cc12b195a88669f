import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import { liveClock, TempFolder, waitUntil } from "@fairlead/testkit";
import { freePort } from "./free-port.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

describe("make run", () => {
  it("serves the folder of DATA; Ctrl-C, which every process of the terminal gets, drains, and make complains of nothing", async () => {
    await using folder = await TempFolder.create("make-run");
    const words = ["run", `DATA=${folder.path}`, `ARGS=-p ${await freePort()}`];
    // A process group of its own, as a terminal gives one to each command.
    const make = spawn("make", words, { cwd: ROOT, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const said = { out: "", err: "" };
    make.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
    make.stdout.setEncoding("utf8").on("data", (text: string) => (said.out += text));
    const closed = once(make, "close");
    try {
      await waitUntil(liveClock(), "the server says that it is ready", () => said.out.includes("is ready"), 60_000);
      assert.ok(existsSync(join(folder.path, "id_ed25519")));
      process.kill(-(make.pid ?? 0), "SIGINT");
      await closed;
      assert.match(said.err, /"event":"process\.drained"/);
      assert.doesNotMatch(said.err, /make(\[\d+\])?: /);
    } finally {
      if (make.exitCode === null && make.signalCode === null) process.kill(-(make.pid ?? 0), "SIGKILL");
    }
  });
});
