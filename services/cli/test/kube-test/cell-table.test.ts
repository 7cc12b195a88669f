import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DoctorResult } from "@fairlead/client";
import type { RelayInstance, RelayState, RendezvousCluster } from "@fairlead/controller";
import { cellTable, shortReport } from "../../src/kube-test/cell-table.ts";
import { publishedOf } from "../../src/kube-test/published.ts";

const cluster = (addresses: readonly string[]): RendezvousCluster =>
  ({ spec: { ports: { main: 21_116 } }, status: { addresses } }) as unknown as RendezvousCluster;
const relay = (name: string, state: RelayState | undefined, address = ""): RelayInstance =>
  ({
    metadata: { name },
    spec: { pool: "relays", index: 0 },
    status: { state, address, reachability: [{ vantage: "inside", ok: false, reason: "WrongPod" }] },
  }) as unknown as RelayInstance;
const result = (check: string, outcome: DoctorResult["outcome"] = "works"): DoctorResult => ({
  check,
  outcome,
  detail: "seen",
  do: outcome === "fails" ? "mend it" : "",
});

describe("what is published", () => {
  it("is the addresses of rendezvous nodes with their port, and of relays that serve", () => {
    const published = publishedOf(
      [cluster(["198.51.100.1", "rd.example.com:443", "2001:db8::1"])],
      [
        relay("r-1", "Serving", "203.0.113.1:21117"),
        relay("r-2", "Draining", "203.0.113.2:21117"),
        relay("r-3", "Serving"),
        relay("r-4", undefined),
        relay("r-5", "Unreachable"),
      ],
    );
    assert.deepEqual(published.rendezvous, ["198.51.100.1:21116", "rd.example.com:443", "[2001:db8::1]:21116"]);
    assert.deepEqual(published.relays, [{ address: "203.0.113.1:21117", names: ["r-1"] }]);
    assert.deepEqual(published.pending, ["r-4"]);
    assert.deepEqual(published.unreachable, [{ name: "r-5", why: "inside: WrongPod" }]);
  });

  it("is one address where relays share it", () => {
    const published = publishedOf(
      [],
      [relay("r-2", "Serving", "rd.example.com:21117"), relay("r-1", "Serving", "rd.example.com:21117")],
    );
    assert.deepEqual(published.relays, [{ address: "rd.example.com:21117", names: ["r-1", "r-2"] }]);
  });
});

describe("the table of helm test", () => {
  const published = publishedOf(
    [cluster(["198.51.100.1"])],
    [relay("r-1", "Serving", "203.0.113.1:21117"), relay("r-2", "Serving", "wss://rd.example.com/ws/relay/r-2")],
  );
  const all = [
    "main port by TCP",
    "registration by UDP",
    "NAT test on both TCP ports",
    "registration by WebSocket",
    "direct session",
    "relay by TCP",
    "relay 203.0.113.1:21117 by TCP",
    "relay 203.0.113.1:21117 by WebSocket",
    "relay wss://rd.example.com/ws/relay/r-2 by WebSocket",
  ];
  const visit = (...failing: readonly string[]) => [
    {
      address: "198.51.100.1:21116",
      results: all.map((check) => result(check, failing.includes(check) ? "fails" : "works")),
    },
  ];

  it("has a cell for every way that clients have to every address", () => {
    const { text, failures } = cellTable(published, visit());
    assert.deepEqual(failures, []);
    assert.match(text, /^198\.51\.100\.1:21116( +works){6}$/m);
    assert.match(text, /^r-1 +203\.0\.113\.1:21117 +works +works$/m);
    assert.match(text, /^r-2 +wss:\/\/rd\.example\.com\/ws\/relay\/r-2 +- +works$/m);
  });

  it("fails with one cell, and says what to do", () => {
    for (const check of all)
      assert.deepEqual(cellTable(published, visit(check)).failures, [
        `FAILS  198.51.100.1:21116: ${check}: seen; do: mend it`,
      ]);
  });

  it("does not judge what only clients outside can see, nor ports that are not offered", () => {
    const results = [
      result("WebSocket over TLS", "fails"),
      result("relay by WebSocket", "fails"),
      result("registration by WebSocket", "fails"),
    ];
    const visits = [
      { address: "198.51.100.1:21116", results: [...all.slice(0, 3).map((check) => result(check)), ...results] },
    ];
    assert.deepEqual(cellTable(published, visits, false).failures, []);
    const named = [{ address: "rd.example.com:21116", results: visits[0]?.results ?? [] }];
    assert.deepEqual(cellTable(published, named).failures, [], "a name has no WebSocket port");
    assert.match(cellTable(published, named).text, /^rd\.example\.com:21116 +works +works +works +- /m);
    assert.equal(cellTable(published, visits).failures.length, 1);
  });

  it("fails where nothing is published, and where a relay cannot be reached", () => {
    assert.equal(cellTable(publishedOf([], []), []).failures.length, 2);
    const unreachable = publishedOf(
      [cluster(["198.51.100.1"])],
      [relay("r-1", "Serving", "203.0.113.1:21117"), relay("r-5", "Unreachable")],
    );
    assert.match(
      cellTable(unreachable, visit()).failures.join("\n"),
      /^FAILS {2}r-5 is not published: inside: WrongPod/,
    );
  });

  it("fits into a termination message, failures first", () => {
    const many = publishedOf(
      [cluster(["198.51.100.1"])],
      Array.from({ length: 200 }, (_, n) => relay(`relays-${n}-abcde`, "Serving", `203.0.113.1:${21_000 + n}`)),
    );
    const short = shortReport(cellTable(many, visit("direct session")));
    assert.ok(Buffer.byteLength(short) <= 4096);
    assert.match(short, /^FAILS {2}198\.51\.100\.1:21116: direct session/);
    assert.match(short, /… \d+ more lines in the log of this pod\n$/);
    assert.equal(shortReport({ text: "a\nb", failures: [] }), "a\nb\n");
  });
});
