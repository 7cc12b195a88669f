import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openRelayLeg, ServerDialler } from "@fairlead/client";
import { liveClock, liveRandom, TempFolder } from "@fairlead/testkit";
import { ConnType, NatType } from "@fairlead/wire";
import { FairleadProcess } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

const FILTER = join(import.meta.dirname, "../../../docs/examples/fail2ban-filter.conf");
const OFFENDER = "127.0.0.7";

/** The filter's expression as fail2ban reads it, with an address in the place of <HOST>. */
function failregex(): RegExp {
  const line = /^failregex = (.+)$/m.exec(readFileSync(FILTER, "utf8"))?.[1] ?? "";
  assert.ok(line.includes("<HOST>"), line);
  return new RegExp(line.replace("<HOST>", "(?<host>[0-9a-f.:]+)"));
}

/** A client at OFFENDER offers a wrong key to the rendezvous, then to the relay. */
async function offend(port: number): Promise<void> {
  const settings = { rendezvous: `127.0.0.1:${port}`, webSocket: false, secureDomains: false, connectTimeoutMs: 5000 };
  const ports = { clock: liveClock(), random: liveRandom() };
  const dialler = new ServerDialler(ports, { ...settings, localAddress: OFFENDER });
  const connection = await dialler.rendezvous();
  connection.send({
    kind: "punchHoleRequest",
    body: {
      id: "123456789",
      natType: NatType.asymmetric,
      licenceKey: "a wrong key",
      connType: ConnType.default,
      token: "",
      version: "1.4.9",
      udpPort: 0,
      forceRelay: false,
      upnpPort: 0,
      socketAddrV6: new Uint8Array(0),
      switchCode: "",
    },
  });
  await connection.receive(5000);
  connection.close();
  const request = { uuid: "a session", licenceKey: "a wrong key", id: "123456789" };
  const leg = await openRelayLeg(dialler, `127.0.0.1:${port + 1}`, request);
  await leg.whenEnded;
}

describe("the fail2ban filter", () => {
  it("finds the address of each refused key, at the rendezvous and at the relay, and nothing else", async () => {
    await using folder = await TempFolder.create("fail2ban");
    const port = await freePort();
    await using server = new FairleadProcess(["standalone", "-p", String(port)], { cwd: folder.path });
    await server.says(/is ready/);
    // The relay's lines come from a thread of its own: the second pair begins when the first is written.
    await offend(port);
    await server.warns(/(auth\.key_refused.*\n[\s\S]*){2}/);
    await offend(port);
    await server.warns(/(auth\.key_refused.*\n[\s\S]*){4}/);
    const found = server.err.split("\n").flatMap((line) => {
      const host = failregex().exec(line)?.groups?.["host"];
      return host === undefined ? [] : [`${host} ${/"role":"(\w+)"/.exec(line)?.[1]}`];
    });
    const twice = [`${OFFENDER} rendezvous`, `${OFFENDER} relay`];
    assert.deepEqual(found, [...twice, ...twice]);
  });
});
