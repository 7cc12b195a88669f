/**
 * `node services/cli/test/image/main.ts DATA-DIR PID`: the clients of k8s/image/smoke.sh. Says what it saw in one line; ends with 1 when the server is not what was promised:
 * not root, a root file system that nobody can write to, a device registered, a session relayed.
 */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { liveClock, liveRandom, SimulatedClient, waitUntil } from "@fairlead/testkit";

const [dataDir = "", pid = ""] = process.argv.slice(2);
const ports = { clock: liveClock(), random: liveRandom() };
const startedMs = ports.clock.now();
const keyFile = join(dataDir, "id_ed25519.pub");

/** `Uid`, `CapEff` and their like of the server's process. */
function statusOf(name: string): string {
  return new RegExp(`^${name}:\\s*(.*)$`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "";
}

function mountOptionsOfRoot(): string {
  return /^\S+ \S+ \S+ \S+ \/ (\S+)/m.exec(readFileSync(`/proc/${pid}/mountinfo`, "utf8"))?.[1] ?? "";
}

async function ready(): Promise<void> {
  const answered = async (): Promise<boolean> =>
    existsSync(keyFile) && (await fetch("http://127.0.0.1:9090/readyz").catch(() => undefined))?.status === 200;
  let isReady = false;
  using _asking = ports.clock.every(20, () => {
    answered().then(
      (is) => {
        isReady = is;
      },
      () => undefined,
    );
  });
  await waitUntil(
    ports.clock,
    "the server in the image to be ready",
    () => isReady || !existsSync(`/proc/${pid}`),
    60_000,
  );
  assert.ok(isReady, "the server in the image ended");
}

await ready();
const readyMs = ports.clock.now() - startedMs;
assert.equal(statusOf("Uid").split("\t")[0], "65532", "the image runs as its own user");
assert.match(statusOf("CapEff"), /^0+$/, "without any capability");
assert.match(mountOptionsOfRoot(), /(^|,)ro(,|$)/, "on a read-only root");
const options = { rendezvous: "127.0.0.1:21116", key: readFileSync(keyFile, "utf8").trim() };
await using device = new SimulatedClient(ports, { ...options, id: "100200300" });
await device.register(20_000);
await using controller = new SimulatedClient(ports, { ...options, id: "100200301", localAddress: "127.0.0.2" });
const outcome = await controller.connect(device.id, { forceRelay: true });
assert.ok(outcome.kind === "connected", outcome.kind === "failed" ? outcome.text : "");
const far = await device.nextSession();
const content = randomBytes(64 * 1024);
outcome.session.stream.send(content);
assert.deepEqual(await far.stream.receive(10_000), content);
outcome.session.stream.destroy();
process.stdout.write(
  `image smoke: ready after ${(readyMs / 1000).toFixed(1)} s, uid 65532, no capability, read-only root, a client registered, a session by ${outcome.session.relayServer}\n`,
);
process.exit(0);
