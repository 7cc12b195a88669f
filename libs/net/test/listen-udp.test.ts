import assert from "node:assert/strict";
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import { describe, it } from "node:test";
import { listenUdp, type UdpListener, udpSource } from "../src/index.ts";
import { RecordedPorts } from "./support/recorded-ports.ts";
import { someTurns, until } from "./support/until.ts";

class Scene implements AsyncDisposable {
  readonly ports = new RecordedPorts();
  readonly received: { readonly text: string; readonly rinfo: RemoteInfo }[] = [];
  readonly #stack = new AsyncDisposableStack();

  async listen(bind?: string): Promise<UdpListener> {
    const settings = { name: "test", at: { port: 0, bind }, receiveBufferBytes: 262_144 };
    const receive = (datagram: Buffer, rinfo: RemoteInfo): void =>
      void this.received.push({ text: String(datagram), rinfo });
    return this.#stack.use(await listenUdp(settings, this.ports, receive));
  }

  async peer(address = "127.0.0.1"): Promise<{ socket: Socket; port: number; heard: string[] }> {
    const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
    const heard: string[] = [];
    socket.on("message", (datagram, rinfo) => heard.push(`${String(datagram)} from ${rinfo.port}`));
    socket.bind(0, address);
    await once(socket, "listening");
    this.#stack.defer(() => void socket.close());
    return { socket, port: socket.address().port, heard };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

describe("a UDP listener", () => {
  for (const bind of [undefined, "127.0.0.1"]) {
    it(`answers from its own port to the address the kernel gave, bound to ${bind ?? "everything"} [TR-1]`, async () => {
      await using scene = new Scene();
      const listener = await scene.listen(bind);
      const peer = await scene.peer();
      peer.socket.send("hello", listener.port, "127.0.0.1");
      await until(() => scene.received.length === 1, "the datagram");
      const [first] = scene.received;
      assert.ok(first);
      assert.deepEqual(udpSource(first.rinfo), { ip: "127.0.0.1", port: peer.port });
      listener.send(Buffer.from("as given"), first.rinfo.port, first.rinfo.address);
      listener.send(Buffer.from("normalised"), peer.port, "127.0.0.1");
      await until(() => peer.heard.length === 2, "the answers");
      assert.deepEqual(peer.heard, [`as given from ${listener.port}`, `normalised from ${listener.port}`]);
      assert.deepEqual(scene.ports.losses, []);
    });
  }

  it("serves IPv6 on the same port", async (test) => {
    await using scene = new Scene();
    const listener = await scene.listen();
    if (listener.address !== "::") return test.skip("no IPv6 here");
    const peer = await scene.peer("::1");
    peer.socket.send("six", listener.port, "::1");
    await until(() => scene.received.length === 1, "the datagram");
    listener.send(Buffer.from("seis"), peer.port, "::1");
    await until(() => peer.heard.length === 1, "the answer");
  });

  it("survives every failure to send, and counts it [UD-1]", async () => {
    await using scene = new Scene();
    const listener = await scene.listen();
    const tries: readonly [Buffer, number, string][] = [
      [Buffer.from("source port 0"), 0, "127.0.0.1"],
      [Buffer.from("no address"), 9, "not an address"],
      [Buffer.from("nothing"), 9, ""],
      [Buffer.from("port"), 70_000, "127.0.0.1"],
      [Buffer.from("negative"), -1, "127.0.0.1"],
      [Buffer.alloc(70_000), 9, "127.0.0.1"],
      [Buffer.from("broadcast"), 9, "255.255.255.255"],
    ];
    for (const [bytes, port, address] of tries) listener.send(bytes, port, address);
    await until(() => scene.ports.losses.length === tries.length, "the losses");
    assert.deepEqual(new Set(scene.ports.losses), new Set(["send_failed"]));
    const peer = await scene.peer();
    peer.socket.send("still there?", listener.port, "127.0.0.1");
    await until(() => scene.received.length === 1, "the datagram");
  });

  it("hears empty datagrams, and goes on when a peer's port is closed [UD-1]", async () => {
    await using scene = new Scene();
    const listener = await scene.listen();
    const peer = await scene.peer();
    listener.send(Buffer.from("nobody is there"), 1, "127.0.0.1");
    await someTurns(3);
    peer.socket.send(Buffer.alloc(0), listener.port, "127.0.0.1");
    await until(() => scene.received.length === 1, "the datagram");
    assert.equal(scene.received[0]?.text, "");
  });

  it("sends a thousand datagrams in one turn without a loss of its own", async () => {
    await using scene = new Scene();
    const listener = await scene.listen("127.0.0.1");
    const peer = await scene.peer();
    for (let i = 0; i < 1_000; i += 1) listener.send(Buffer.of(1), peer.port, "127.0.0.1");
    await until(() => peer.heard.length > 0, "datagrams");
    await someTurns();
    assert.deepEqual(scene.ports.losses, []);
  });

  it("names protocol, address and port when the port is in use", async () => {
    await using scene = new Scene();
    const listener = await scene.listen("127.0.0.1");
    const second = listenUdp(
      { name: "second", at: { port: listener.port, bind: "127.0.0.1" } },
      scene.ports,
      () => undefined,
    );
    await assert.rejects(second, {
      code: "NET_PORT_IN_USE",
      message: new RegExp(`udp 127\\.0\\.0\\.1:${listener.port}`),
    });
  });

  it("counts what is sent after its end, and ends twice without harm", async () => {
    await using scene = new Scene();
    const listener = await scene.listen();
    await listener[Symbol.asyncDispose]();
    listener.send(Buffer.from("late"), 9, "127.0.0.1");
    await listener[Symbol.asyncDispose]();
    assert.deepEqual(scene.ports.losses, ["send_failed"]);
  });
});
