import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answerTo, questionOf } from "../src/cluster-dns/answer.ts";
import { recordsOf } from "../src/cluster-dns/records.ts";

/** A query for an address, id 0x1234. */
function query(name: string, type = 1): Buffer {
  const labels = name.split(".").flatMap((label) => [label.length, ...Buffer.from(label, "latin1")]);
  return Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, 1]);
}

describe("cluster names", () => {
  const services = [
    { metadata: { name: "api", namespace: "n" }, spec: { clusterIP: "10.96.0.9" } },
    { metadata: { name: "peers", namespace: "n" }, spec: { clusterIP: "None" } },
  ];
  const labels = { "kubernetes.io/service-name": "peers" };
  const endpoints = [
    { addresses: ["10.244.1.2"], hostname: "peers-0", conditions: { ready: true } },
    { addresses: ["10.244.1.3"], conditions: { ready: false } },
  ];
  const slices = [{ metadata: { name: "peers-x", namespace: "n", labels }, addressType: "IPv4", endpoints }];

  it("lead to a Service's address, to ready endpoints of a headless one, and to a named one of them", () => {
    const records = recordsOf(services, slices);
    assert.deepEqual(records.get("api.n.svc.cluster.local"), ["10.96.0.9"]);
    assert.deepEqual(records.get("peers.n.svc.cluster.local"), ["10.244.1.2"]);
    assert.deepEqual(records.get("peers-0.peers.n.svc.cluster.local"), ["10.244.1.2"]);
    assert.equal(records.get("other.n.svc.cluster.local"), undefined);
  });

  it("are asked and answered in the words of DNS", () => {
    assert.equal(questionOf(query("API.n")).name, "api.n");
    assert.equal(
      answerTo(query("a.b"), ["10.0.0.1"]).toString("hex"),
      "123485800001000100000000" + "01610162000001000" + "1" + "c00c0001000100000001000" + "4" + "0a000001",
    );
    assert.equal(answerTo(query("a.b"), undefined).readUInt16BE(2) & 15, 3);
    assert.equal(answerTo(query("a.b", 28), ["10.0.0.1"]).readUInt16BE(6), 0);
  });
});
