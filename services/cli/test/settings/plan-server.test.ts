import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SettingsError } from "@fairlead/runtime";
import { type PlanInput, plan, warnings } from "./planned.ts";

describe("ports", () => {
  it("follow from PORT: NAT test below, relay, WebSocket and relay WebSocket above", () => {
    const { rendezvous, relay } = plan("standalone", { argv: ["-p", "31116"] }).plan;
    assert.deepEqual(
      [rendezvous?.natTestPort, rendezvous?.port, relay?.port, rendezvous?.wsPort, relay?.wsPort],
      [31115, 31116, 31117, 31118, 31119],
    );
  });

  const relayPorts: readonly (readonly [string, PlanInput, number])[] = [
    ["is 21117 when nobody says", {}, 21117],
    ["is -p literally", { argv: ["-p", "21116"] }, 21116],
    [
      "is one above PORT of the environment, which is the rendezvous server's",
      { environment: { PORT: "21116" } },
      21117,
    ],
    ["is one above PORT of .env", { envFile: "PORT=31116\n" }, 31117],
    ["is -p even where the environment has PORT", { argv: ["-p", "7"], environment: { PORT: "21116" } }, 7],
  ];
  for (const [sentence, input, port] of relayPorts) {
    it(`of a relay alone ${sentence}`, () => assert.equal(plan("relay", input).plan.relay?.port, port));
  }

  const refused: readonly (readonly [string, Parameters<typeof plan>, RegExp])[] = [
    [
      "below 3",
      ["standalone", { argv: ["-p", "2"] }],
      /no room for the NAT test port.*PORT=2 \(-p\).*do: use 3 or more/,
    ],
    ["that do not exist", ["standalone", { argv: ["-p", "65533"] }], /port 65536 would be needed.*do: choose a lower/],
    ["that are no numbers", ["rendezvous", { argv: ["-p", "http"] }], /http is not a port.*PORT=http \(-p\)/],
    [
      "that two listeners would share",
      ["standalone", { argv: ["--relay-port", "21116"] }],
      /the main port and the relay port would both be 21116.*RELAY_PORT=21116/,
    ],
    [
      "that https would share",
      ["standalone", { argv: ["--https-port", "21118"] }],
      /the WebSocket port and the https-port port would both be 21118/,
    ],
  ];
  for (const [sentence, input, message] of refused) {
    it(`${sentence} are refused with the place and the remedy`, () => {
      assert.throws(
        () => plan(...input),
        (error) => error instanceof SettingsError && message.test(error.message),
      );
    });
  }
});

describe("an empty flag is a value", () => {
  it("-k '' checks no key, which is not the same as no -k", () => {
    assert.equal(plan("standalone", { argv: ["-k", ""] }).plan.key.argument, "");
    assert.equal(plan("standalone", {}).plan.key.argument, "-");
    assert.equal(plan("relay", {}).plan.key.argument, "");
  });

  it("-k '' beats KEY of the environment", () => {
    assert.equal(plan("standalone", { argv: ["-k", ""], environment: { KEY: "secret" } }).plan.key.argument, "");
  });

  it("-r '' hands out no relay although .env names some", () => {
    const planned = plan("standalone", { argv: ["-r", "", "-R", ""], envFile: "RELAY-SERVERS=a.example.com\n" });
    assert.deepEqual(planned.plan.rendezvous?.relayServers, []);
    assert.deepEqual(planned.plan.rendezvous?.serverList.servers, []);
  });
});

describe("sources", () => {
  const layers: PlanInput = {
    argv: ["-c", "conf", "--relay-servers", "flag.example.com"],
    configFile: "relay_servers = file.example.com\nSERIAL=7\n",
    envFile: "Relay-Servers=dotenv.example.com\nserial=8\nALWAYS_USE_RELAY=Y\n",
    environment: { "RELAY-SERVERS": "environment.example.com", ALWAYS_USE_RELAY: "N", RMEM: "4096" },
  };
  it("count in the order flag, -c, .env, environment, whatever the case and the dashes", () => {
    const found = plan("rendezvous", layers).plan.rendezvous;
    assert.deepEqual(
      [found?.relayServers, found?.serverList.serial, found?.alwaysUseRelay, found?.receiveBufferBytes],
      [["flag.example.com"], 7, true, 4096],
    );
  });

  it("unknown lines of a file are warned of and do not stop the start", () => {
    const found = warnings(plan("standalone", { envFile: "DATABASE_URL=sqlite://./db_v2.sqlite3\n" }));
    assert.match(found.join("\n"), /DATABASE_URL is not a setting of this server.*\.env line 1/);
  });

  it("an unknown flag is refused by name with what to do", () => {
    assert.throws(
      () => plan("standalone", { argv: ["--relay-server", "x"] }),
      /unknown flag --relay-server; do: write --relay-servers/,
    );
    assert.throws(() => plan("relay", { argv: ["-r", "x"] }), /unknown flag -r/);
  });

  it("the other server's words in a shared .env are no unknown lines", () => {
    assert.deepEqual(warnings(plan("relay", { envFile: "RELAY-SERVERS=a\nALWAYS_USE_RELAY=N\n" })), []);
    assert.deepEqual(warnings(plan("rendezvous", { envFile: "SINGLE_BANDWIDTH=64\n" })), []);
  });
});

describe("the four mistakes of widely read guides are warned of, and the server goes on", () => {
  it("hbbr -b 100 is the total bandwidth", () => {
    const planned = plan("relay", { argv: ["-b", "100"] });
    assert.equal(planned.plan.relay?.limits.totalMbps, 100);
    assert.equal(planned.plan.bindHost, undefined);
    assert.match(
      warnings(planned).join("\n"),
      /-b takes an address; 100 is taken as the total bandwidth.*BIND=100 \(-b\)/,
    );
  });

  it("hbbr -b ADDRESS is where to listen", () => {
    assert.equal(plan("relay", { argv: ["-b", "127.0.0.1"] }).plan.bindHost, "127.0.0.1");
    assert.equal(plan("relay", { argv: ["-b", "::1"] }).plan.bindHost, "::1");
    assert.throws(() => plan("relay", { argv: ["-b", "eth0"] }), /eth0 is not an address/);
  });

  it("hbbs -r 21117 names no relay", () => {
    const planned = plan("rendezvous", { argv: ["-r", "21117"] });
    assert.deepEqual(planned.plan.rendezvous?.relayServers, []);
    assert.match(warnings(planned).join("\n"), /21117 is not a relay address/);
  });

  it("hbbs -p 21115 puts its WebSocket port on the relay's", () => {
    const planned = plan("rendezvous", { argv: ["-p", "21115"] });
    assert.equal(planned.plan.rendezvous?.port, 21115);
    assert.match(warnings(planned).join("\n"), /WebSocket port on 21117, which is the relay's default port/);
  });
});

describe("bandwidth", () => {
  it("has hbbr's defaults, except that nothing caps the total unasked", () => {
    assert.deepEqual(plan("relay", {}).plan.relay?.limits, {
      singleMbps: 128,
      totalMbps: undefined,
      slowMbps: 32,
      downgradeThreshold: 0.66,
      downgradeStartCheckMs: 1_800_000,
    });
  });

  it("is read from hbbr's words", () => {
    const environment = {
      SINGLE_BANDWIDTH: "16",
      "TOTAL-BANDWIDTH": "64",
      LIMIT_SPEED: "4",
      DOWNGRADE_THRESHOLD: "0.5",
      DOWNGRADE_START_CHECK: "60",
    };
    assert.deepEqual(plan("standalone", { environment }).plan.relay?.limits, {
      singleMbps: 16,
      totalMbps: 64,
      slowMbps: 4,
      downgradeThreshold: 0.5,
      downgradeStartCheckMs: 60_000,
    });
  });

  it("that is no number above 0 is left out with a warning", () => {
    const planned = plan("relay", { environment: { SINGLE_BANDWIDTH: "-5", LIMIT_SPEED: "fast" } });
    assert.equal(planned.plan.relay?.limits.singleMbps, 128);
    assert.equal(warnings(planned).length, 2);
  });
});

describe("words of other servers", () => {
  const answered = [
    ["SOFTWARE_URL", "https://example.com"],
    ["TEST_HBBS", "no"],
    ["MAX_DATABASE_CONNECTIONS", "10"],
    ["MUST_LOGIN", "Y"],
    ["RUSTDESK_API_JWT_KEY", "hush-hush"],
    ["RUSTDESK_API_RUSTDESK_API_SERVER", "https://api.example.com"],
  ] as const;
  for (const [name, value] of answered) {
    it(`${name} is taken and answered with what becomes of it`, () => {
      const { notices } = plan("standalone", { environment: { [name]: value } });
      const found = notices.find(({ advice }) => advice.setting.includes(name));
      assert.ok(found, `no notice names ${name}`);
      assert.ok(!found.advice.setting.includes("hush-hush"));
    });
  }

  it("RELAY, KEY_PRIV, KEY_PUB and ENCRYPTED_ONLY are those of the container images", () => {
    const environment = { RELAY: "relay.example.com", KEY_PRIV: "private", KEY_PUB: "public", ENCRYPTED_ONLY: "1" };
    const { rendezvous, key } = plan("standalone", { environment }).plan;
    assert.deepEqual(rendezvous?.relayServers, ["relay.example.com"]);
    assert.deepEqual([key.argument, key.secretText, key.publicText], ["_", "private", "public"]);
  });

  it("KEY_PUB without KEY_PRIV is ignored with a warning", () => {
    assert.match(
      warnings(plan("standalone", { environment: { KEY_PUB: "public" } })).join(),
      /without its secret.*KEY_PUB=public/,
    );
  });

  it("a mounted secret counts where the environment has none", () => {
    const { key } = plan("standalone", { mounted: { keyPriv: "mounted", keyPub: undefined } }).plan;
    assert.equal(key.secretText, "mounted");
  });

  it("the secret key may be in a file elsewhere, which is stronger than what is mounted; one that is empty is refused", () => {
    const mounted = { keyPriv: "mounted", keyPub: undefined };
    const input = { environment: { KEY_FILE: "/etc/key/id_ed25519" }, mounted };
    assert.equal(plan("rendezvous", input).plan.key.secretText, "text of id_ed25519");
    const refusal = /\/etc\/key\/id_ed25519 is empty; KEY_FILE=/;
    assert.throws(() => plan("rendezvous", { ...input, files: { id_ed25519: " \n" } }), refusal);
  });
});

describe("what differs from the old servers is said at the start", () => {
  it("standalone: admission, no total cap, limits per direction", () => {
    const reasons = plan("standalone", {})
      .notices.map(({ advice }) => advice.reason)
      .join("\n");
    assert.match(reasons, /carries only sessions that this server brokered/);
    assert.match(reasons, /have no limit/);
    assert.match(reasons, /for each direction by itself/);
  });

  it("a relay alone says that whoever has the key may relay", () => {
    const reasons = plan("relay", {})
      .notices.map(({ advice }) => advice.reason)
      .join("\n");
    assert.match(reasons, /a relay alone cannot know who brokered a session/);
  });
});

describe("RUSTDESK_HOST", () => {
  const environment = { RUSTDESK_HOST: "rd.example.com" };
  const handedOut = (argv: readonly string[]): unknown =>
    plan("standalone", { argv, environment }).plan.rendezvous?.relayServers;
  it("is handed out with the relay's port when nobody names a relay", () => {
    assert.deepEqual(handedOut([]), ["rd.example.com:21117"]);
    assert.deepEqual(handedOut(["-p", "31116"]), ["rd.example.com:31117"]);
  });
  it("is not handed out beside -r, nor when -r is empty", () => {
    assert.deepEqual(handedOut(["-r", "a.example.com,b.example.com:2000"]), ["a.example.com", "b.example.com:2000"]);
    assert.deepEqual(handedOut(["-r", ""]), []);
  });
});

describe("the LAN", () => {
  const relayInLan = (argv: readonly string[]): unknown =>
    plan("rendezvous", { argv }).plan.rendezvous?.relayOverrides[0]?.relay;
  it("LOCAL_IP goes out as written; with a mask alone it is this machine's address", () => {
    assert.equal(relayInLan(["--mask", "192.168.0.0/16", "--local-ip", "nas.lan:21117"]), "nas.lan:21117");
    assert.equal(relayInLan(["--mask", "192.168.0.0/16"]), "192.0.2.7");
    assert.equal(relayInLan(["--local-ip", "nas.lan:21117"]), undefined);
  });

  it("networks that do not parse are refused by name", () => {
    assert.throws(
      () => plan("rendezvous", { argv: ["--mask", "192.168.0.0/99"] }),
      /192\.168\.0\.0\/99.*MASK=.*do: write networks/,
    );
    assert.throws(() => plan("standalone", { argv: ["--relay-for", "10.0.0.0/8"] }), /names no relay/);
  });

  it("--relay-for may be given several times", () => {
    const argv = ["--relay-for", "10.0.0.0/8=relay.lan", "--relay-for", "2001:db8::/32=v6.example.com:21117"];
    const overrides = plan("standalone", { argv }).plan.rendezvous?.relayOverrides ?? [];
    assert.deepEqual(
      overrides.map(({ clients, relay }) => [clients.contains("10.1.2.3"), clients.contains("2001:db8::5"), relay]),
      [
        [true, false, "relay.lan"],
        [false, true, "v6.example.com:21117"],
      ],
    );
  });
});

describe("ctl over TCP", () => {
  it("never comes without a token", () => {
    assert.throws(
      () => plan("standalone", { argv: ["--admin-tcp", "127.0.0.1:5000"] }),
      /needs a token.*--admin-token-file/,
    );
  });
  it("takes it from a file", () => {
    const argv = ["--admin-tcp", "[::1]:5000", "--admin-token-file", "token"];
    assert.deepEqual(plan("standalone", { argv }).plan.adminTcp, { host: "::1", port: 5000, token: "text of token" });
  });
});
