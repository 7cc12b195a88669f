import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, it } from "node:test";
import { delay } from "@fairlead/base";
import { findPort, LoopbackHosts, TempFolder, waitUntil } from "@fairlead/testkit";
import { clientOf, clock, registeredClientOf } from "../support/clients.ts";
import { STEADY_TIMINGS } from "../support/patient-timings.ts";
import { TestServer } from "../support/test-server.ts";

/** A request that is said again would bring an earlier answer into a later turn. */
const ONE_TRY = { ...STEADY_TIMINGS, punchWaitsMs: [1000] };

describe("incident 19: a dead relay was handed out", () => {
  it("one that accepts connections and carries nothing, or is frozen, is out of the list within seconds [RC-1]", async () => {
    const hosts = new LoopbackHosts(process.pid);
    await using folder = await TempFolder.create("relays");
    const keyOwner = await TestServer.start({ hosts, dataDir: folder.path });
    await keyOwner.stop();
    const words = ["-k", await keyOwner.publicKey()];
    await using one = await TestServer.start({ hosts, role: "hbbr", words });
    await using two = await TestServer.start({ hosts, role: "hbbr", words });
    const [holeHost, holePort] = [hosts.next(), await findPort("127.0.0.1")];
    await using hole = createServer((socket) => socket.on("error", () => undefined).resume());
    await new Promise<void>((resolve) => hole.listen(holePort, holeHost, resolve));
    const relays = [`${holeHost}:${holePort}`, one.relay, two.relay];
    await using server = await TestServer.start({ hosts, dataDir: folder.path, words: ["-r", relays.join(",")] });
    await using device = await registeredClientOf(server);
    device.device.answers = false;
    const host = hosts.next();
    const handedOut = async (): Promise<string> => {
      await using controller = await clientOf(server, { localAddress: host, timings: ONE_TRY });
      const heardBefore = device.device.heard.length;
      controller.connect(device.id, { forceRelay: true }).catch(() => undefined);
      await waitUntil(clock, "the device is asked", () =>
        device.device.heard.slice(heardBefore).some(({ kind }) => kind === "punchHole"),
      );
      const push = device.device.heard.findLast(({ kind }) => kind === "punchHole");
      return push?.kind === "punchHole" ? push.body.relayServer : "";
    };
    /** Round robin shows everything that is handed out within one turn. */
    const handedOutInATurn = async (): Promise<readonly string[]> => {
      const told = new Set<string>();
      for (let i = 0; i < relays.length; i += 1) told.add(await handedOut());
      await delay(clock, 200);
      return [...told].toSorted();
    };
    const becomes = (expected: readonly string[]): Promise<void> =>
      waitUntil(
        clock,
        `only ${expected} are handed out`,
        async () => {
          const told = await handedOutInATurn();
          return told.length === expected.length && told.every((name) => expected.includes(name));
        },
        12_000,
      );

    await becomes([one.relay, two.relay]);
    one.signal("SIGSTOP");
    await becomes([two.relay]);
    one.signal("SIGCONT");
    await becomes([one.relay, two.relay]);
    assert.equal(server.hasEnded, false);
  });
});
