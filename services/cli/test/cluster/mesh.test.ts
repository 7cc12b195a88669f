import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { findPort, type PortBlock, TcpBalancer, TempFolder, waitUntil } from "@fairlead/testkit";
import { clock, sessionBetween } from "../whole/support/clients.ts";
import { assertCarries } from "../whole/support/content.ts";
import { TestCluster } from "./support/test-cluster.ts";

/** What clients are told of both relays. */
const SHARED = "127.200.0.9";
const ROUNDS = 4;
const DEADLINE_MS = 20_000;

describe("two relays behind one address, a process each", () => {
  let cluster: TestCluster;
  let balancer: TcpBalancer;
  let folder: TempFolder;
  before(async () => {
    folder = await TempFolder.create("mesh");
    await writeFile(join(folder.path, "secret"), randomBytes(32).toString("base64"), { mode: 0o600 });
    const port = await findPort(SHARED);
    const mesh = new Map([
      ["rl-1", `127.0.0.1:${await findPort("127.0.0.1")}`],
      ["rl-2", `127.0.0.1:${await findPort("127.0.0.1")}`],
    ]);
    cluster = await TestCluster.start({
      rendezvous: 1,
      relays: 2,
      relayNames: 1,
      relayWords: ["--advertise", `${SHARED}:${port}`],
      trust: (name) => {
        const secret = ["--bus-secret-file", join(folder.path, "secret")];
        const own = mesh.get(name);
        return own === undefined ? secret : [...secret, "--mesh", own];
      },
    });
    const targets = cluster.relays.map(({ ports }: { readonly ports: PortBlock }) => ({
      host: ports.address,
      port: ports.relay,
    }));
    balancer = await TcpBalancer.open({ listenAddress: SHARED, listenPort: port, targets });
  });
  after(async () => {
    await balancer?.[Symbol.asyncDispose]();
    await cluster?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const sessionsNow = async (): Promise<number> => {
    const sessions = await cluster.ask(cluster.rendezvous[0] ?? assert.fail(), "sessions");
    return sessions.kind === "table" ? sessions.rows.length : assert.fail(sessions.kind);
  };

  it("[CL-38] each connection goes to the other relay, and every session comes about", async () => {
    await using device = await cluster.registeredClient();
    for (let round = 0; round < ROUNDS; round += 1) {
      await using client = cluster.client();
      const { a, b } = await sessionBetween(client, device, { forceRelay: true });
      await assertCarries({ a, b }, [200_000], DEADLINE_MS);
      assert.equal(await sessionsNow(), 1, "one relay carries it, the other brings it");
      a.stream.close();
      b.stream.close();
      // The next one's relays count what is left of this one.
      await waitUntil(clock, "it has ended", async () => (await sessionsNow()) === 0, DEADLINE_MS);
    }
  });
});
