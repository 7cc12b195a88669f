import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LoopbackHosts, TempFolder } from "@fairlead/testkit";
import { clientOf, registeredClientOf } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";

describe("incident 20: the same dead relay again and again", () => {
  it("the same pair, back within 30 s, is told another relay [RC-2]", async () => {
    const hosts = new LoopbackHosts(process.pid);
    await using folder = await TempFolder.create("relays");
    await using keyOwner = await TestServer.start({ hosts, dataDir: folder.path });
    const words = ["-k", await keyOwner.publicKey()];
    await using one = await TestServer.start({ hosts, role: "hbbr", words });
    await using two = await TestServer.start({ hosts, role: "hbbr", words });
    await keyOwner.stop();
    await using server = await TestServer.start({
      hosts,
      dataDir: folder.path,
      words: ["-r", `${one.relay},${two.relay}`],
    });
    await using device = await registeredClientOf(server);
    const told: string[] = [];
    const host = hosts.next();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await using controller = await clientOf(server, { localAddress: host });
      device.device.heard.length = 0;
      const outcome = await controller.connect(device.id, { forceRelay: true });
      if (outcome.kind === "connected") outcome.session.stream.destroy();
      const push = device.device.heard.find(({ kind }) => kind === "punchHole");
      if (push?.kind === "punchHole") told.push(push.body.relayServer);
    }
    assert.equal(told.length, 4);
    for (let i = 1; i < told.length; i += 1)
      assert.notEqual(told[i], told[i - 1], `attempt ${i + 1} was told ${told[i]} again`);
  });
});
