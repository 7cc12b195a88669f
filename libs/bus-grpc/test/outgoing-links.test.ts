import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type LogFields, nodeName, noMetrics, silentLogger, uncountedDrops } from "@fairlead/base";
import { findPort, liveClock, liveRandom, waitUntil } from "@fairlead/testkit";
import { BusMetrics } from "../src/bus-metrics.ts";
import { linkDefaults } from "../src/links/link-settings.ts";
import { OutgoingLinks } from "../src/outgoing-links.ts";
import { ownCertificate } from "../src/trust/own-certificate.ts";
import { SecretTrust } from "../src/trust/secret-trust.ts";

const ports = { clock: liveClock(), random: liveRandom() };
const OWN_SECRET = "a secret of sixteen or more";

async function trustOf(name: string, secret: string): Promise<SecretTrust> {
  return new SecretTrust(ports, { name: nodeName(name), role: "rendezvous" }, secret, await ownCertificate(ports));
}

/** Warnings about a node at this address, of this secret, while it is dialled several times. */
async function saidOf(busAddress: string, secret: string): Promise<readonly LogFields[]> {
  const said: LogFields[] = [];
  const failed: number[] = [];
  const counting = { ...noMetrics, counter: () => ({ add: () => void failed.push(1) }) };
  const metrics = new BusMetrics(counting, () => assert.fail("nobody scrapes"));
  const warn = (event: string, fields?: LogFields): void => void said.push({ event, ...fields });
  const links = new OutgoingLinks(
    {
      ...ports,
      logger: { ...silentLogger, warn },
      drops: uncountedDrops,
      metrics: () => metrics,
      trust: await trustOf("here", OWN_SECRET),
    },
    { role: "rendezvous", release: "1" },
    { ...linkDefaults, firstRetryMs: 5, lastRetryMs: 10 },
  );
  const facts = { role: "rendezvous", state: "serving", release: "1", schema: 1, settingsVersion: 0 } as const;
  const there = { slot: 2, epoch: "e2", name: nodeName("there"), busAddress, meshAddress: "" };
  links.follow({ slot: 1, epoch: "e1" }, [{ ...facts, ...there, trust: (await trustOf("there", secret)).card() }]);
  await waitUntil(ports.clock, "it was dialled several times", () => failed.length > 4);
  await links.close();
  return said;
}

describe("a node that cannot be reached", () => {
  it("is told of once, with the reason and no more", async () => {
    const address = `127.0.0.1:${await findPort("127.0.0.1")}`;
    const said = await saidOf(address, OWN_SECRET);
    assert.deepEqual(
      said.map(({ event, reason }) => [event, reason]),
      [["bus.link_down", `connect ECONNREFUSED ${address}`]],
    );
  });

  it("because of another secret, with the setting", async () => {
    const [line, ...more] = await saidOf("127.0.0.1:1", "quite another secret");
    assert.deepEqual(more, []);
    assert.equal(line?.["setting"], "BUS_SECRET_FILE");
    assert.match(String(line?.["do"]), /same secret/);
  });
});
