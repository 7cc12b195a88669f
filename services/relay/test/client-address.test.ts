import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeFrame } from "@fairlead/wire";
import { firstMessage, RelayUnderTest } from "./support/relay-under-test.ts";
import type { TcpClient } from "./support/tcp-client.ts";

const lists = { blocked: ["203.0.113.9"], slowed: [], allowed: [], denied: [] };
const trusting = { lists, trustedProxies: ["127.0.0.1/32"] };

async function legBehindProxy(test: RelayUnderTest, ip: string, from = "127.0.0.1"): Promise<TcpClient> {
  const client = await test.connectTcp(from);
  await client.write(
    Buffer.concat([Buffer.from(`PROXY TCP4 ${ip} 127.0.0.1 4711 21117\r\n`), encodeFrame(firstMessage({}))]),
  );
  return client;
}

describe("[PX-1] [RL-11] the address that counts is the client's", () => {
  it("behind a trusted proxy the PROXY header's address meets the block list", async () => {
    await using test = await RelayUnderTest.start(trusting);
    assert.equal((await (await legBehindProxy(test, "203.0.113.9")).readToEnd()).length, 0);
    assert.equal(test.drops.get("blocked"), 1);
    await legBehindProxy(test, "203.0.113.7");
    await test.tcpLeg();
    await test.until(() => test.relay.sessions().length === 1);
    assert.deepEqual(test.relay.sessions()[0]?.facts.first.remote, { ip: "203.0.113.7", port: 4711 });
  });

  it("a PROXY header from anybody else is not a first frame", async () => {
    await using test = await RelayUnderTest.start(trusting);
    const forger = await legBehindProxy(test, "203.0.113.7", "127.0.0.2");
    assert.equal((await forger.readToEnd()).length, 0);
    assert.equal(test.relay.waitingLegs, 0);
  });

  it("[WS-4] X-Forwarded-For counts from a trusted proxy, and from nobody else", async () => {
    const headers = { "X-Forwarded-For": "203.0.113.9" };
    await using trustingRelay = await RelayUnderTest.start(trusting);
    const refused = await trustingRelay.connectWs(headers);
    refused.send(firstMessage({}));
    assert.equal(await refused.next(), undefined);
    await using strict = await RelayUnderTest.start({ lists });
    (await strict.connectWs(headers)).send(firstMessage({}));
    await strict.until(() => strict.relay.waitingLegs === 1);
  });
});
