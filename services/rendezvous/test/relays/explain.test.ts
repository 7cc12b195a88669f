import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName, relayName, tenantId } from "@fairlead/base";
import {
  bareRelay,
  MemoryRelayAdverts,
  MemoryRelayDirectory,
  MemoryRelayOrders,
  type RelayAdvert,
  type RelayOrder,
  soloCluster,
  type TenantPolicy,
  unlimitedBudget,
} from "@fairlead/cluster";
import { idleReport } from "@fairlead/cluster/testing";
import { rendezvousCommands } from "@fairlead/rendezvous";
import { type AdminAnswer, formatAnswer } from "@fairlead/runtime";
import { ManualClock, SeededRandom } from "@fairlead/testkit";
import { CidrList } from "@fairlead/wire";
import { relaysCommand } from "../../src/relays/relays-command.ts";
import { B_ID, TestServer } from "../test-server.ts";

const bareOrder: Omit<RelayOrder, "address"> = { region: "", pools: [], draining: false, version: "1" };

const advert = (name: string, fields: Partial<RelayAdvert>): RelayAdvert => ({
  name: relayName(name),
  node: { slot: 7, epoch: "e" },
  state: "serving",
  capacityBps: 1e9,
  usedBps: 0,
  sessions: 0,
  maxSessions: 1000,
  meanSessionBps: 0,
  region: "",
  pools: ["gold"],
  mesh: false,
  release: "1.2.3",
  ...fields,
});
const gold: TenantPolicy = { id: tenantId("acme"), suspended: "", pools: ["gold"], budget: unlimitedBudget };

async function cluster(acme = gold): Promise<{ server: TestServer; ask: (line: string) => Promise<string> }> {
  const clock = new ManualClock();
  const adverts = new MemoryRelayAdverts(clock);
  await adverts.advertise(advert("fra-1:21117", { region: "fra", usedBps: 4e8, sessions: 200 }));
  await adverts.advertise(advert("fra-2:21117", { region: "fra", usedBps: 1e8, sessions: 60 }));
  await adverts.advertise(advert("fra-3:21117", { region: "fra", state: "draining" }));
  await adverts.advertise(advert("fra-4:21117", { region: "fra", pools: ["test"] }));
  await adverts.advertise(advert("nyc-1:21117", { region: "nyc" }));
  const tenants = {
    tenantOf: (id: string) => (id === B_ID ? acme : undefined),
    find: (id: string) => (id === acme.id ? acme : undefined),
    watch: () => new DisposableStack(),
  };
  const server = await TestServer.start({
    clock,
    random: new SeededRandom(3),
    directory: new MemoryRelayDirectory([], adverts),
    cluster: { ...soloCluster, tenants },
    settings: { regionOverrides: [{ clients: CidrList.parse(["127.0.0.0/8", "10.0.0.0/8"]), region: "fra" }] },
  });
  const ask = async (line: string): Promise<string> => formatAnswer(await run(server, line));
  return { server, ask };
}

async function run(server: TestServer, line: string): Promise<AdminAnswer> {
  const [word, ...rest] = line.split(" ");
  const command = rendezvousCommands(server.rendezvous).find(({ name }) => name === word);
  assert.ok(command, word);
  return command.run(rest);
}

describe("ctl explain", () => {
  it("[CL-32] [CL-49] shows the ends, every relay and what became of it, and the result", async () => {
    const { server, ask } = await cluster();
    await using _server = server;
    await server.registeredUdp("127.0.0.3");
    const lines = (await ask(`explain 10.1.2.3 ${B_ID}`)).split("\n");
    assert.deepEqual(lines.slice(0, -1), [
      "A 10.1.2.3 is in fra",
      `B ${B_ID} at 127.0.0.3 is in fra`,
      "tenant acme: relays of gold",
      "",
      "relay        outcome     km to A  km to B  load %  on their way",
      "fra-1:21117  drawn       0        0        40.0    0",
      "fra-2:21117  chosen      0        0        10.0    0",
      "fra-3:21117  draining    0        0        0.0     0",
      "fra-4:21117  other pool  0        0        0.0     0",
      "nyc-1:21117  far         5000     5000     0.0     0",
      "",
    ]);
    assert.match(
      lines.at(-1) ?? "",
      /^result: fra-2:21117, the less loaded of fra-[12]:21117 and fra-[12]:21117, drawn just now; reserves 2\.0 Mb\/s for at most 30 s$/,
    );
  });

  it("[CL-32] leaves no trace: the pair is given the same as if nobody had asked, and nothing is on its way", async () => {
    const { server, ask } = await cluster();
    await using _server = server;
    await server.registeredUdp("127.0.0.3");
    for (let i = 0; i < 20; i += 1) assert.match(await ask(`explain 127.0.0.1 ${B_ID}`), /result: fra-2:21117/);
    assert.match(await ask("test-geo 127.0.0.1 127.0.0.3"), /fra-2|fra-4/);
    assert.match(await ask(`explain 127.0.0.9 ${B_ID}`), /fra-[24]:21117 .* +1$/m);
  });

  it("[CL-49] for another tenant, or a device of nobody", async () => {
    const { server, ask } = await cluster();
    await using _server = server;
    assert.match(await ask("explain 10.1.2.3 stranger"), /B stranger is not known here\nno tenant: any relay\n/);
    assert.match(await ask("explain 10.1.2.3 stranger --tenant acme"), /tenant acme: relays of gold\n/);
    assert.match(await ask("explain --tenant acme 10.1.2.3 stranger"), /fra-4:21117 +other pool/);
    assert.match(await ask("explain 192.0.2.1 stranger"), /A 192\.0\.2\.1 is nowhere that is known\n/);
  });

  it("[CL-49] says that a tenant is suspended", async () => {
    const { server, ask } = await cluster({ ...gold, suspended: "unpaid" });
    await using _server = server;
    assert.match(await ask(`explain 10.1.2.3 ${B_ID}`), /tenant acme, suspended \(unpaid\): .*: relays of gold\n/);
  });

  for (const [line, expected] of [
    ["explain", "which address? do: ctl explain A-ADDR B-ID [--tenant T]"],
    ["explain nonsense 123", "which address? do: ctl explain A-ADDR B-ID [--tenant T]"],
    ["explain 10.0.0.1", "which device? do: ctl explain A-ADDR B-ID [--tenant T]"],
    ["explain 10.0.0.1 a --tenant nobody", "no tenant is called nobody; see the tenants file"],
  ] as const)
    it(`says what is missing: ${line}`, async () => {
      const { server } = await cluster();
      await using _server = server;
      assert.deepEqual(await run(server, line), { kind: "error", message: expected });
    });
});

describe("ctl relays", () => {
  it("shows what each relay says of itself", async () => {
    const { server } = await cluster();
    await using _server = server;
    const answer = await run(server, "relays");
    assert.ok(answer.kind === "table");
    assert.deepEqual(answer.columns, [
      "relay",
      "answers",
      "region",
      "load %",
      "sessions",
      "Mbit/s",
      "state",
      "release",
      "note",
    ]);
    assert.deepEqual(answer.rows[0], ["fra-1:21117", "yes", "fra", "40.0", 200, "381.5", "serving", "1.2.3", ""]);
    assert.equal(answer.rows[2]?.[6], "draining");
  });

  it("[KU-4] shows managed relays that nobody is sent to, and why, and those whose sessions do not come", async () => {
    const clock = new ManualClock();
    const orders = new MemoryRelayOrders(clock);
    const report = { ...idleReport("relays-0"), release: "1.2.3", sessions: 2, load: 0.5 };
    await orders.exchange(report);
    await orders.exchange({ ...report, node: nodeName("relays-1") });
    await orders.exchange({ ...report, node: nodeName("relays-2"), address: "fra-1:21117", missedInARow: 7 });
    await orders.give(new Map([[nodeName("relays-1"), { ...bareOrder, address: "" }]]));
    const views = [{ ...bareRelay(relayName("fra-1:21117")), node: { slot: 1, epoch: "e" } }];
    const directory = { snapshot: () => views, judge: () => undefined, replace: () => undefined };
    const answer = await relaysCommand(directory, { orders }).run([]);
    assert.ok(answer.kind === "table");
    assert.deepEqual(
      answer.rows.map((row) => [row[0], row.at(-1)]),
      [
        ["fra-1:21117", "7 assigned sessions in a row did not come"],
        ["relays-0", "not chosen: it has no order yet"],
        ["relays-1", "not chosen: its order gives it no address"],
      ],
    );
    orders.fail(true);
    const without = await relaysCommand(directory, { orders }).run([]);
    assert.equal(without.kind === "table" && without.rows.length, 1);
  });
});
