import { createSocket, type RemoteInfo, type Socket } from "node:dgram";

export interface UdpTarget {
  readonly host: string;
  readonly port: number;
}
export interface UdpBalancerOptions {
  readonly listenAddress: string;
  readonly listenPort: number;
  readonly targets: readonly UdpTarget[];
}

interface Flow {
  readonly client: { readonly address: string; readonly port: number };
  socket: Socket;
  target: UdpTarget;
  /** The socket is connected; until then only the newest datagram is kept. */
  ready: boolean;
  last: Buffer;
}

const MAX_FLOWS = 10_000;

/**
 * A layer-4 balancer for datagrams: every client address stays with one target, and goes to another as soon as its own refuses. Targets see the client's own IP, as a balancer that keeps
 * sources gives it, with another port.
 */
export class UdpBalancer implements AsyncDisposable {
  readonly #targets: readonly UdpTarget[];
  readonly #socket: Socket;
  readonly #flows = new Map<string, Flow>();
  readonly #holes = new Set<string>();
  #turn = 0;

  private constructor(socket: Socket, targets: readonly UdpTarget[]) {
    this.#socket = socket;
    this.#targets = targets;
    socket.on("message", (datagram, client) => this.#take(datagram, client));
  }

  static open({ listenAddress, listenPort, targets }: UdpBalancerOptions): Promise<UdpBalancer> {
    const socket = createSocket("udp4");
    return new Promise((resolve, reject) => {
      socket.once("error", reject);
      socket.bind(listenPort, listenAddress, () => resolve(new UdpBalancer(socket, targets)));
    });
  }

  /** Datagrams of flows to this host vanish, as where a dead machine is still in a connection table; switched off, these flows go elsewhere. */
  blackHole(host: string, on: boolean): void {
    if (on) return void this.#holes.add(host);
    this.#holes.delete(host);
    for (const flow of this.#flows.values()) if (flow.target.host === host) this.#moveOn(flow);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { socket } of this.#flows.values()) socket.close();
    this.#flows.clear();
    await new Promise<void>((resolve) => this.#socket.close(() => resolve()));
  }

  #take(datagram: Buffer, client: RemoteInfo): void {
    const key = `${client.address} ${client.port}`;
    const flow = this.#flows.get(key) ?? this.#open(key, client);
    if (flow === undefined || this.#holes.has(flow.target.host)) return;
    flow.last = datagram;
    if (flow.ready) flow.socket.send(datagram);
  }

  #open(key: string, { address, port }: RemoteInfo): Flow | undefined {
    if (this.#flows.size >= MAX_FLOWS) return undefined;
    const target = this.#next();
    const socket = createSocket("udp4");
    const flow: Flow = { client: { address, port }, socket, target, ready: false, last: Buffer.alloc(0) };
    this.#flows.set(key, flow);
    this.#listen(flow);
    return flow;
  }

  /** Connected, so that a refusal is heard; what was said last is said as soon as it is. */
  #listen(flow: Flow): void {
    const { socket, client, target } = flow;
    socket.on("message", (datagram) => this.#socket.send(datagram, client.port, client.address));
    socket.on("error", () => this.#moveOn(flow));
    socket.bind(0, client.address, () =>
      socket.connect(target.port, target.host, () => {
        flow.ready = true;
        if (flow.last.length > 0) socket.send(flow.last);
      }),
    );
  }

  #moveOn(flow: Flow): void {
    flow.socket.removeAllListeners();
    flow.socket.on("error", () => undefined);
    flow.socket.close();
    flow.socket = createSocket("udp4");
    flow.ready = false;
    flow.target = this.#next();
    this.#listen(flow);
  }

  #next(): UdpTarget {
    this.#turn += 1;
    const target = this.#targets[this.#turn % this.#targets.length];
    if (target === undefined) throw new RangeError("a balancer without targets");
    return target;
  }
}
