import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SettingsError } from "@fairlead/runtime";
import type { ClusterPlan } from "@fairlead/server";
import { type PlanInput, plan, warnings } from "./planned.ts";

const SECRET = "a long enough secret";
const NEEDED = ["--redis", "redis://r:6379", "--bus-secret-file", "bus-secret"];
const files = { "bus-secret": `${SECRET}\n`, "short-secret": "abc", "redis-password": " pw \n" };

function clusterOf(role: "rendezvous" | "relay", argv: readonly string[], input: PlanInput = {}): ClusterPlan {
  const { cluster } = plan(role, { files, ...input, argv: [...NEEDED, ...argv] }).plan;
  assert.ok(cluster);
  return cluster;
}

describe("words of a cluster", () => {
  it("are nothing to a server by itself", () => {
    for (const role of ["standalone", "rendezvous", "relay"] as const)
      assert.equal(plan(role, {}).plan.cluster, undefined);
  });

  it("have defaults for all but Redis and the secret", () => {
    const { nodeName, redis, bus, mesh, relay } = clusterOf("relay", []);
    assert.deepEqual(
      { nodeName, redis, bus, mesh, relay },
      {
        nodeName: "machine-7",
        redis: {
          url: "redis://r:6379",
          prefix: "fairlead:",
          username: undefined,
          password: undefined,
          caFile: undefined,
          clientTls: undefined,
        },
        bus: {
          listen: { host: "::", port: 9092 },
          advertise: { host: "192.0.2.7", port: 9092 },
          trust: { kind: "secret", secret: SECRET },
        },
        mesh: undefined,
        relay: {
          advertise: "192.0.2.7:21117",
          managed: false,
          region: "",
          latitude: undefined,
          longitude: undefined,
          pools: [],
          capacityMbps: undefined,
          maxSessions: undefined,
          mesh: false,
        },
      },
    );
  });

  it("say where a relay is and what it can carry", () => {
    const words = [
      "--advertise",
      "relay.example",
      "--region",
      "eu",
      "--location",
      "50.11, 8.68",
      "--pool",
      "gold,silver",
    ];
    const { relay } = clusterOf("relay", [...words, "--capacity", "1000", "--max-sessions", "50", "--mesh", "9093"]);
    assert.deepEqual(relay, {
      advertise: "relay.example:21117",
      managed: false,
      region: "eu",
      latitude: 50.11,
      longitude: 8.68,
      pools: ["gold", "silver"],
      capacityMbps: 1000,
      maxSessions: 50,
      mesh: true,
    });
  });

  it("[KU-4] ask a managed relay for no address, guess none, and warn of one that was written", () => {
    const several = { files, ownAddresses: ["192.0.2.7", "192.0.2.8"] };
    const words = [...NEEDED, "--bus-advertise", "10.0.0.5:9092", "--managed"];
    const planned = plan("relay", { ...several, argv: words });
    const { advertise, managed } = planned.plan.cluster?.relay ?? {};
    assert.deepEqual([advertise, managed], [undefined, true]);
    assert.deepEqual(warnings(planned), []);
    const written = plan("relay", { ...several, argv: [...words, "--advertise", "relay.example"] });
    assert.equal(written.plan.cluster?.relay?.advertise, undefined);
    assert.match(warnings(written).join(), /told its address by its order; ADVERTISE=relay\.example/);
  });

  it("[KU-26] take tenants from a file, or from the store", () => {
    const tenantsOf = (argv: readonly string[]): unknown => clusterOf("rendezvous", argv).tenants;
    assert.equal(tenantsOf([]), undefined);
    assert.deepEqual(tenantsOf(["--tenants", "store"]), { kind: "store" });
    assert.deepEqual(tenantsOf(["--tenants", "./store"]), { kind: "file", file: "/nowhere/store" });
    assert.deepEqual(tenantsOf(["--tenants", "t.yaml"]), { kind: "file", file: "/nowhere/t.yaml" });
  });

  it("[KU-34] say how long a node that is to end stays ready", () => {
    const delayOf = (argv: readonly string[]): number => clusterOf("rendezvous", argv).readyDelayMs;
    assert.deepEqual(
      [delayOf([]), delayOf(["--ready-delay", "150"]), delayOf(["--ready-delay", "0"])],
      [2000, 150_000, 0],
    );
  });

  it("take the bus where the client ports are, unless they say otherwise", () => {
    assert.deepEqual(clusterOf("rendezvous", ["-b", "10.0.0.5"]).bus.advertise, { host: "10.0.0.5", port: 9092 });
    const { bus } = clusterOf("rendezvous", ["-b", "10.0.0.5", "--bus", "[fd00::1]:7000", "--bus-advertise", "n1.lan"]);
    assert.deepEqual(
      [bus.listen, bus.advertise],
      [
        { host: "fd00::1", port: 7000 },
        { host: "n1.lan", port: 7000 },
      ],
    );
  });

  it("take passwords from files, or from the environment", () => {
    const words = ["--redis-user", "u", "--redis-password-file", "redis-password"];
    assert.equal(clusterOf("rendezvous", words).redis.password, "pw");
    const environment = { REDIS_URL: "rediss://r", BUS_SECRET: SECRET, REDIS_PASSWORD: "p2", NODE_NAME: "n-2" };
    const { cluster } = plan("rendezvous", { environment }).plan;
    assert.deepEqual([cluster?.redis.password, cluster?.nodeName, cluster?.redis.url], ["p2", "n-2", "rediss://r"]);
  });

  it("let a rendezvous hand out the relays that advertise themselves, not a relay beside it that is none", () => {
    const { rendezvous } = plan("rendezvous", { files, argv: [...NEEDED, "--rustdesk-host", "rd.example"] }).plan;
    assert.deepEqual(rendezvous?.relayServers, []);
  });

  it("give a drain the time that sessions and devices need", () => {
    const drainOf = (role: "rendezvous" | "relay", argv: readonly string[]): number =>
      plan(role, { files, argv: [...NEEDED, ...argv] }).plan.drainMs;
    assert.deepEqual(
      [drainOf("rendezvous", []), drainOf("relay", []), drainOf("relay", ["--drain-seconds", "1"])],
      [20_000, 600_000, 1_000],
    );
  });

  it("warn in .env, where nobody named a Redis; not in the environment, which may be another program's", () => {
    const text = "this server is one by itself, since no Redis is named; this is for one node of several";
    const written = "BUS_SECRET_FILE=bus-secret\nNODE_NAME=n\n";
    assert.deepEqual(warnings(plan("rendezvous", { files, envFile: written })), [
      `${text}; NODE_NAME=n (NODE_NAME in .env line 2)`,
    ]);
    assert.deepEqual(warnings(plan("standalone", { environment: { REGION: "eu", NODE_NAME: "n" } })), []);
  });

  it("warn of an address that was not written", () => {
    const planned = plan("relay", { files, argv: NEEDED });
    assert.deepEqual(
      warnings(planned).filter((text) => text.includes("192.0.2.7")),
      [
        "others are told 192.0.2.7, this machine's own address; BUS_ADVERTISE (default)",
        "others are told 192.0.2.7, this machine's own address; ADVERTISE (default)",
      ],
    );
  });
});

describe("words of a cluster are refused with the place and one step", () => {
  const CERTS = ["--bus-cert", "n.pem", "--bus-key", "n.key", "--bus-ca", "ca.pem"];
  const several = { ownAddresses: ["192.0.2.7", "192.0.2.8"] };
  const refused: readonly (readonly [
    string,
    "standalone" | "rendezvous" | "relay",
    readonly string[],
    RegExp,
    PlanInput?,
  ])[] = [
    [
      "a URL of something else",
      "rendezvous",
      ["--redis", "http://r"],
      /written as one of redis:\/\/.*REDIS=http:\/\/r \(--redis\); do: give --redis/,
    ],
    [
      "standalone",
      "standalone",
      NEEDED,
      /standalone is a server by itself.*do: start fairlead rendezvous and fairlead relay/,
    ],
    [
      "a bus without Redis",
      "rendezvous",
      ["--bus", "9092"],
      /--bus is for one node of several.*do: give --redis URL too/,
    ],
    [
      "nodes in the clear [CL-42]",
      "rendezvous",
      ["--redis", "redis://r"],
      /need a secret.*BUS_SECRET_FILE.*do: make one with 'openssl rand/,
    ],
    [
      "a short secret",
      "rendezvous",
      ["--redis", "redis://r", "--bus-secret-file", "short-secret"],
      /shorter than 16.*do: make one/,
    ],
    ["a secret and certificates", "rendezvous", [...NEEDED, ...CERTS], /by a secret or by certificates.*do: leave one/],
    [
      "a certificate without its key",
      "relay",
      ["--redis", "redis://r", "--bus-cert", "n.pem"],
      /belong together.*give --bus-key FILE and --bus-ca FILE too/,
    ],
    [
      "a user without a password",
      "relay",
      [...NEEDED, "--redis-user", "u"],
      /needs a password.*do: give --redis-password-file/,
    ],
    ["a CA for a Redis in the clear", "relay", [...NEEDED, "--redis-ca", "ca.pem"], /without TLS.*do: write rediss:/],
    [
      "an address to guess among several",
      "relay",
      NEEDED,
      /several addresses \(192\.0\.2\.7, 192\.0\.2\.8\).*--bus-advertise HOST:9092/,
      several,
    ],
    [
      "a relay's address to guess",
      "relay",
      [...NEEDED, "--bus", "192.0.2.7"],
      /several addresses.*--advertise HOST:21117/,
      several,
    ],
    [
      "an address that nobody can dial",
      "relay",
      [...NEEDED, "--advertise", "0.0.0.0:1"],
      /nothing that clients can dial/,
    ],
    ["a managed relay without Redis", "relay", ["--managed"], /--managed is for one node of several/],
    ["no place on earth", "relay", [...NEEDED, "--location", "91,0"], /no place on earth.*do: write degrees/],
    ["a name with blanks", "relay", [...NEEDED, "--node", "my node"], /no name for a node.*NODE=my node \(--node\)/],
    ["a region without a network", "rendezvous", [...NEEDED, "--region-for", "eu"], /eu is no CIDR=REGION/],
    ["a private key on a relay", "relay", [...NEEDED, "-k", "-"], /holds no private key.*do: give -k the public key/],
    ["a prefix that would move keys", "relay", [...NEEDED, "--redis-prefix", "{a}"], /no braces/],
  ];
  for (const [sentence, role, argv, message, input] of refused) {
    it(sentence, () => {
      assert.throws(
        () => plan(role, { files, ...input, argv }),
        (error) => error instanceof SettingsError && message.test(error.message),
      );
    });
  }

  it("and never with what is secret", () => {
    const argv = ["--redis", "redis://me:hidden@r", "--redis-ca", "ca.pem"];
    assert.throws(
      () => plan("relay", { files, argv }),
      ({ message }: Error) => !message.includes("hidden"),
    );
    const environment = { BUS_SECRET: "tooshort", REDIS_URL: "redis://r" };
    assert.throws(
      () => plan("relay", { environment }),
      ({ message }: Error) => /BUS_SECRET=\*\*\*/.test(message) && !message.includes("tooshort"),
    );
  });
});
