import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { until } from "./support/until.ts";
import { OPCODE, upgradeRequest, wsFrame } from "./support/ws-frames.ts";
import { WsScene } from "./support/ws-scene.ts";

const loopback = CidrList.parse(["127.0.0.0/8", "10.0.0.0/8"]);
const _binary = (text: string): Buffer => wsFrame(OPCODE.binary, Buffer.from(text));

describe("whose WebSocket it is [WS-4]", () => {
  it("is the sender's when it is no trusted proxy, whatever it writes, and the operator is told", async () => {
    await using scene = await WsScene.open();
    await scene.upgraded({ "X-Forwarded-For": "203.0.113.7", "X-Real-IP": "203.0.113.8" });
    assert.equal(scene.acceptor.first.connection.remote.ip, "127.0.0.1");
    const warning = scene.ports.events.find(({ event }) => event === "proxy.header_ignored");
    assert.match(String(warning?.fields?.["reason"]), /ignored from 127\.0\.0\.1/);
  });

  it("is the right-most untrusted address, without a port", async () => {
    await using scene = await WsScene.open({ trustedProxies: loopback });
    await scene.upgraded({ "X-Forwarded-For": "6.6.6.6, 203.0.113.7:99, 10.0.0.1" });
    const { remote, portKnown } = scene.acceptor.first.connection;
    assert.deepEqual([remote, portKnown], [{ ip: "203.0.113.7", port: 0 }, false]);
  });

  it("is what PROXY protocol says, with the port, and that client's own headers count for nothing [PX-1]", async () => {
    await using scene = await WsScene.open({ trustedProxies: loopback });
    await scene.upgraded({ "X-Forwarded-For": "6.6.6.6" }, "PROXY TCP4 203.0.113.9 127.0.0.1 4711 21118\r\n");
    const { remote, portKnown } = scene.acceptor.first.connection;
    assert.deepEqual([remote, portKnown], [{ ip: "203.0.113.9", port: 4711 }, true]);
  });

  it("is the header's client when PROXY protocol names another trusted proxy", async () => {
    await using scene = await WsScene.open({ trustedProxies: loopback });
    await scene.upgraded({ "X-Forwarded-For": "203.0.113.7" }, "PROXY TCP4 10.0.0.2 127.0.0.1 4711 21118\r\n");
    assert.deepEqual(scene.acceptor.first.connection.remote, { ip: "203.0.113.7", port: 0 });
  });

  it("is limited by the address in the header", async () => {
    await using scene = await WsScene.open({ trustedProxies: loopback, maxConnectionsPerAddress: 2 });
    for (let i = 0; i < 2; i += 1) await scene.upgraded({ "X-Real-IP": "203.0.113.7" });
    const third = await scene.raw();
    third.write(upgradeRequest("/", { "X-Real-IP": "203.0.113.7" }));
    await until(() => third.closed, "the refusal");
    assert.deepEqual(scene.ports.losses, ["address_limit"]);
    await scene.upgraded({ "X-Real-IP": "203.0.113.8" });
  });

  it("is not a PROXY header from a stranger: that is no request", async () => {
    await using scene = await WsScene.open();
    const client = await scene.raw();
    client.write(`PROXY TCP4 203.0.113.9 127.0.0.1 4711 21118\r\n${upgradeRequest()}`);
    await until(() => client.closed, "the close");
    assert.deepEqual([scene.ports.losses, scene.acceptor.heard.length], [["bad_request"], 0]);
  });
});
