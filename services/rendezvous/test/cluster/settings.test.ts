import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rendezvousCommands } from "@fairlead/rendezvous";
import { OwnersScene, ScriptedDevice } from "./owners-scene.ts";

async function ctl(scene: OwnersScene, slot: number, line: string): Promise<string> {
  const [name, ...words] = line.split(" ");
  const commands = rendezvousCommands(scene.node(slot).server.rendezvous);
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`no command ${name}`);
  return JSON.stringify(await command.run(words));
}

describe("what ctl changes for all nodes", () => {
  it("[CL-34] is what one node exports after its command, and others apply", async () => {
    await using scene = await OwnersScene.start();
    const [one, other] = [scene.node(0).server, scene.node(1).server];
    const before = await one.rendezvous.shared.exported();
    assert.deepEqual(
      [...before],
      [
        ["always-use-relay", "false"],
        ["server-list", '{"serial":0,"servers":[]}'],
        ["relay-list", "[]"],
      ],
    );
    for (const line of ["always-use-relay Y", "servers 7 rs1.example.com,rs2.example.com", "relay-servers r1:21117,r2"])
      await ctl(scene, 0, line);
    await other.rendezvous.shared.apply(await one.rendezvous.shared.exported());
    assert.deepEqual([...(await other.rendezvous.shared.exported())], [...(await one.rendezvous.shared.exported())]);
    const { live } = other.rendezvous.workings;
    assert.deepEqual(live.serverList, { serial: 7, servers: ["rs1.example.com", "rs2.example.com"] });
    assert.equal(live.alwaysUseRelay, true);
    assert.deepEqual(
      other.directory.snapshot().map(({ name }) => name),
      ["r1:21117", "r2"],
    );
  });

  it("[CL-34] [CL-45] leaves what is not named, and what cannot be used, as it is", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const { shared } = scene.node(0).server.rendezvous;
    await ctl(scene, 0, "always-use-relay Y");
    const before = [...(await shared.exported())];
    const odd = [
      ["always-use-relay", "7"],
      ["server-list", "{"],
      ["relay-list", "[1]"],
      ["of-a-later-release", "1"],
    ] as const;
    await shared.apply(new Map(odd));
    await shared.apply(new Map());
    assert.deepEqual([...(await shared.exported())], before);
  });

  it("[CL-10] ctl peer tells where the cluster has a device, asked of any node", async () => {
    await using scene = await OwnersScene.start();
    const device = new ScriptedDevice();
    await scene.register(1, device);
    const told = await ctl(scene, 0, `peer ${device.id}`);
    assert.match(told, /node-1 \(alive\)/);
    assert.match(told, /198\.51\.100\.9:4000 by udp/);
    assert.match(await ctl(scene, 1, `peer ${device.id}`), /node-1 \(self\)/);
    scene.store.fail(true);
    assert.match(await ctl(scene, 1, `peer ${device.id}`), /no node/);
  });

  it("[CL-15] [CL-34] ctl kick-peer takes a device out of the cluster until it registers again", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const device = new ScriptedDevice(undefined, "tcp");
    await scene.register(0, device);
    await ctl(scene, 0, `kick-peer ${device.id}`);
    await scene.settle();
    assert.deepEqual([device.closed, await scene.locatedAt()], [true, undefined]);
  });
});
