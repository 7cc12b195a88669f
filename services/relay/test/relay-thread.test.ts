import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { describe, it } from "node:test";
import { Worker } from "node:worker_threads";
import { sessionUuid } from "@fairlead/base";
import { MetricsRegistry } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";
import { encodeFrame } from "@fairlead/wire";
import { RelayStartError, RelayThread, relaySettingsDefaults } from "../src/index.ts";
import { firstMessage, UUID } from "./support/relay-under-test.ts";
import { TcpClient } from "./support/tcp-client.ts";

const at = { port: 0, bind: "127.0.0.1" };
const data = {
  settings: { ...relaySettingsDefaults, tcp: at, ws: at },
  admissionRequired: true,
  log: { level: "off", format: "json" },
} as const;

describe("the relay in its own thread", { timeout: 120_000 }, () => {
  it("[RL-3] carries a session once its admission has resolved, and reports that it was used up", async () => {
    await using thread = await RelayThread.start(new ManualClock(), data);
    await thread.admissions.admit({ uuid: sessionUuid(UUID), peerId: "1", fromIp: "", purpose: "session" });
    const [one, other] = [await leg(thread), await leg(thread)];
    one.socket.write("hello");
    assert.equal((await other.read(5)).toString(), "hello");
    while (thread.admissions.find(sessionUuid(UUID)) !== undefined) await new Promise(setImmediate);
    one.close();
    other.close();
  });

  it("relays while the thread that started it stands still: neither waits for the other", async () => {
    await using thread = await RelayThread.start(new ManualClock(), { ...data, admissionRequired: false });
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const workerData = { port: thread.tcpPort, byteCount: 4 * 1024 * 1024, flag };
    const bytes = new Worker(new URL("./support/relayed-bytes.ts", import.meta.url), { workerData });
    const gone = once(bytes, "exit");
    assert.equal(Atomics.wait(flag, 0, 0, 60_000), "ok", "4 MiB were relayed");
    await gone;
  });

  it("answers ctl, and lets its numbers be included", async () => {
    await using thread = await RelayThread.start(new ManualClock(), data);
    const limits = thread.commands.find(({ aliases }) => aliases.includes("sb"));
    assert.deepEqual(await limits?.run([]), { kind: "text", text: "128Mb/s" });
    const metrics = new MetricsRegistry(new ManualClock());
    metrics.include(() => thread.metrics());
    assert.match(await metrics.scrape(), /fairlead_relay_sessions 0/);
  });

  it("drains until its sessions have ended, or until waiting is over", async () => {
    await using thread = await RelayThread.start(new ManualClock(), { ...data, admissionRequired: false });
    const [one, other] = [await leg(thread), await leg(thread)];
    one.socket.write("x");
    await other.read(1);
    const over = new AbortController();
    let drained = false;
    const draining = thread.drain(over.signal).then(() => {
      drained = true;
    });
    await thread.metrics();
    assert.equal(drained, false);
    over.abort();
    await draining;
    one.close();
    other.close();
  });

  it("cannot start on a port in use, and says which", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const settings = { ...data.settings, tcp: { port, bind: "127.0.0.1" } };
    const started = RelayThread.start(new ManualClock(), { ...data, settings });
    await assert.rejects(started, (error) => error instanceof RelayStartError && error.message.includes(String(port)));
    taken.close();
  });

  it("cannot start with a list entry that is no address, and names it", async () => {
    const lists = { ...data.settings.lists, denied: ["10.0.0.0/99"] };
    const started = RelayThread.start(new ManualClock(), { ...data, settings: { ...data.settings, lists } });
    await assert.rejects(started, (error) => error instanceof RelayStartError && error.message.includes("10.0.0.0/99"));
  });

  it("closing ends its sessions and the thread, and is no loss", async () => {
    const thread = await RelayThread.start(new ManualClock(), { ...data, admissionRequired: false });
    const [one, other] = [await leg(thread), await leg(thread)];
    one.socket.write("x");
    await other.read(1);
    await thread[Symbol.asyncDispose]();
    await Promise.all([one.readToEnd(), other.readToEnd()]);
    await assert.rejects(thread.metrics(), { code: "RELAY_THREAD_LOST" });
  });
});

async function leg(thread: RelayThread): Promise<TcpClient> {
  const client = await TcpClient.connect(thread.tcpPort);
  await client.write(encodeFrame(firstMessage({})));
  return client;
}
