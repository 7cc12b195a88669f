import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { uncountedDrops } from "@fairlead/base";
import type { ForwardingHarness, OpenLeg } from "@fairlead/cluster/testing";
import { ManualClock } from "@fairlead/testkit";
import { type Leg, ReadBuffers, SocketForwardingEngine, TcpLeg } from "../../src/forwarding/index.ts";
import { SocketFarEnd } from "./socket-far-end.ts";

/** Byte legs over loopback TCP; time is the test's. */
export class SocketHarness implements ForwardingHarness<Leg> {
  readonly clock = new ManualClock();
  readonly engine = new SocketForwardingEngine({ drops: uncountedDrops });
  readonly buffers = new ReadBuffers();
  readonly #server: Server;
  readonly #sockets: Socket[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<SocketHarness> {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new SocketHarness(server);
  }

  async openLeg(early: Uint8Array = Buffer.alloc(0)): Promise<OpenLeg<Leg>> {
    const { accepted, client } = await this.openSockets();
    const leg = new TcpLeg({ socket: accepted, rest: Buffer.from(early) }, this.buffers);
    return { leg, far: new SocketFarEnd(client) };
  }

  async openSockets(): Promise<{ accepted: Socket; client: Socket }> {
    const { port } = this.#server.address() as AddressInfo;
    const client = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    const [accepted] = (await once(this.#server, "connection")) as [Socket];
    this.#sockets.push(accepted, client);
    return { accepted, client };
  }

  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await sleep(1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }
}
