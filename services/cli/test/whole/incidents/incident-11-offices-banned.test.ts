import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { UdpClient } from "@fairlead/client";
import { decodeMessage, encodeMessage, type RegisterPk } from "@fairlead/wire";
import { clock, newId } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";

const DEVICES = 200;

const devices: readonly RegisterPk[] = Array.from({ length: DEVICES }, () => {
  const id = newId();
  return {
    id,
    uuid: Buffer.from(`uuid of ${id}`),
    pk: Buffer.alloc(32, Number(id) & 255),
    oldId: "",
    noRegisterDevice: false,
  };
});

/** Registers from a socket and answers with the results in order of arrival. */
async function register(server: TestServer, udp: UdpClient, bodies: readonly RegisterPk[]): Promise<number[]> {
  const results: number[] = [];
  for (const body of bodies) {
    udp.sendBytes(encodeMessage({ kind: "registerPk", body }), { ip: server.ports.address, port: server.ports.main });
    const answer = decodeMessage(await udp.receiveBytes(20_000));
    if (answer?.kind === "registerPkResponse") results.push(answer.body.result);
  }
  return results;
}

describe("incident 11: an office behind one address was taken for an attacker", () => {
  it("200 stored devices register from one address while invented ids flood from there [RK-6]", async () => {
    await using server = await TestServer.start();
    for (let at = 0; at < DEVICES; at += 25) {
      await using home = await UdpClient.open({ clock, localAddress: server.hosts.next() });
      assert.deepEqual(new Set(await register(server, home, devices.slice(at, at + 25))), new Set([0]));
    }
    const office = server.hosts.next();
    await using flood = await UdpClient.open({ clock, localAddress: office });
    const invented = devices.slice(0, 100).map((body) => ({ ...body, id: newId() }));
    const refused = (await register(server, flood, invented)).filter((result) => result === 4);
    assert.ok(refused.length >= 60, `${refused.length} of 100 invented ids were refused`);
    await using inside = await UdpClient.open({ clock, localAddress: office });
    const results = await register(server, inside, devices);
    assert.equal(results.length, DEVICES);
    assert.deepEqual(
      results.filter((result) => result !== 0),
      [],
      "an honest device was refused",
    );
  });

  it("a network that the operator names meets no limit for new ids [RK-6]", async () => {
    const server = await TestServer.start({ words: ["--register-allow", "127.0.0.0/8"] });
    await using _ = server;
    await using office = await UdpClient.open({ clock, localAddress: server.hosts.next() });
    assert.deepEqual(new Set(await register(server, office, devices)), new Set([0]));
  });
});
