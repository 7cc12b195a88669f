import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openRelayLeg, type PayloadStream, ServerDialler } from "@fairlead/client";
import { liveClock, liveRandom, TempFolder } from "@fairlead/testkit";
import { FairleadProcess } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

interface Pair {
  readonly first: PayloadStream;
  readonly second: PayloadStream;
}

/** A relay alone carries whoever has one uuid: a session without a rendezvous. */
async function openSession(relayPort: number): Promise<Pair> {
  const settings = { rendezvous: "127.0.0.1:1", webSocket: false, secureDomains: false, connectTimeoutMs: 5000 };
  const dialler = new ServerDialler({ clock: liveClock(), random: liveRandom() }, settings);
  const request = { uuid: "a session", licenceKey: "", id: "123456789" };
  const first = await openRelayLeg(dialler, `127.0.0.1:${relayPort}`, request);
  const second = await openRelayLeg(dialler, `127.0.0.1:${relayPort}`, request);
  const pair = { first, second };
  await assertCarried(pair);
  return pair;
}

async function assertCarried({ first, second }: Pair): Promise<void> {
  first.send(Buffer.from("is anybody there?"));
  assert.equal((await second.receive(5000)).toString(), "is anybody there?");
}

describe("Ctrl-C with a relayed session", () => {
  it("lets it go on, and ends with 0 as soon as it is over", async () => {
    await using folder = await TempFolder.create("drain");
    const port = await freePort();
    await using server = new FairleadProcess(["hbbr", "-p", String(port), "--drain-seconds", "60"], {
      cwd: folder.path,
    });
    await server.says(/is ready/);
    const pair = await openSession(port);
    server.signal("SIGINT");
    await server.says(/process\.draining/);
    await assertCarried(pair);
    pair.first.close();
    pair.second.close();
    assert.equal((await server.ended).code, 0);
    assert.match(server.err, /"end":"drained"/);
  });

  it("waits no longer than --drain-seconds", async () => {
    await using folder = await TempFolder.create("drain");
    const port = await freePort();
    await using server = new FairleadProcess(["hbbr", "-p", String(port), "--drain-seconds", "1"], {
      cwd: folder.path,
    });
    await server.says(/is ready/);
    const pair = await openSession(port);
    server.signal("SIGTERM");
    assert.equal((await server.ended).code, 0);
    assert.match(server.err, /"end":"timedOut"/);
    await pair.first.whenEnded;
    await pair.second.whenEnded;
  });

  it("ends now at the second one", async () => {
    await using folder = await TempFolder.create("drain");
    const port = await freePort();
    await using server = new FairleadProcess(["hbbr", "-p", String(port), "--drain-seconds", "60"], {
      cwd: folder.path,
    });
    await server.says(/is ready/);
    const pair = await openSession(port);
    server.signal("SIGINT");
    await server.says(/process\.draining/);
    await assertCarried(pair);
    server.signal("SIGINT");
    assert.equal((await server.ended).code, 130);
    await pair.first.whenEnded;
    await pair.second.whenEnded;
  });
});
