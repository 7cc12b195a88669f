import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { createServer, type Server, type Socket } from "node:net";
import {
  createEphemeralKeys,
  decodeMessage,
  type Ed25519KeyPair,
  encodeFrame,
  encodeMessage,
  FrameDecoder,
  type OutgoingMessage,
  type RendezvousMessage,
  readKeyExchangeReply,
  SecureChannel,
  type SocketAddress,
  signAttached,
  socketAddress,
} from "@fairlead/wire";
import { WebSocketServer } from "ws";
import { liveRandom } from "./live-ports.ts";
import { findPortBlock, type PortBlock } from "./port-block.ts";

/** How a script answers. */
export interface ScriptedReply {
  readonly from: SocketAddress;
  readonly transport: "udp" | "tcp" | "ws";
  readonly port: number;
  readonly secured: boolean;
  send(message: OutgoingMessage): void;
  heartbeat(): void;
  end(): void;
}
export interface Script {
  /** Hears every message of every transport; `undefined` = an empty payload. */
  message(message: RendezvousMessage | undefined, reply: ScriptedReply): void;
  /** Speaks first on the main TCP port with this key [KX-1]; absent = never, as plain hbbs. */
  readonly keyPair?: Ed25519KeyPair;
}

/** A server that answers what a test tells it to: for clients that are tested without a server. TCP on main and NAT-test port, UDP, WebSocket. */
export class ScriptedServer implements AsyncDisposable {
  readonly ports: PortBlock;
  readonly #script: Script;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  #udp: UdpSocket | undefined;
  #webSocket: WebSocketServer | undefined;

  private constructor(ports: PortBlock, script: Script) {
    this.ports = ports;
    this.#script = script;
  }

  static async start(address: string, script: Script): Promise<ScriptedServer> {
    const server = new ScriptedServer(await findPortBlock(address), script);
    const { main, natTest, webSocket } = server.ports;
    await server.#listenTcp(main, script.keyPair);
    await server.#listenTcp(natTest, undefined);
    await server.#listenUdp(main);
    await server.#listenWebSocket(webSocket);
    return server;
  }

  get rendezvous(): string {
    return `${this.ports.address}:${this.ports.main}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    for (const client of this.#webSocket?.clients ?? []) client.terminate();
    const closing = this.#servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    closing.push(new Promise((resolve) => this.#webSocket?.close(() => resolve())));
    closing.push(new Promise((resolve) => this.#udp?.close(resolve)));
    await Promise.all(closing);
  }

  async #listenTcp(port: number, keyPair: Ed25519KeyPair | undefined): Promise<void> {
    const server = createServer({ noDelay: true }, (socket) => this.#speakTcp(socket, port, keyPair));
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen({ host: this.ports.address, port }, resolve));
  }

  #speakTcp(socket: Socket, port: number, keyPair: Ed25519KeyPair | undefined): void {
    const decoder = new FrameDecoder(1024 * 1024);
    const ephemeral = createEphemeralKeys(liveRandom());
    let channel: SecureChannel | undefined;
    const write = (payload: Uint8Array): boolean => socket.write(encodeFrame(payload));
    const reply: ScriptedReply = {
      from: socketAddress(socket.remoteAddress ?? "0.0.0.0", socket.remotePort ?? 0),
      transport: "tcp",
      port,
      get secured() {
        return channel !== undefined;
      },
      send: (message) => {
        const payload = encodeMessage(message);
        write(channel?.seal(payload) ?? payload);
      },
      heartbeat: () => write(new Uint8Array(0)),
      end: () => socket.destroy(),
    };
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    if (keyPair !== undefined)
      reply.send({ kind: "keyExchange", body: { keys: [signAttached(keyPair, ephemeral.publicKey)] } });
    const hear = (payload: Buffer): void => {
      const opened = channel === undefined ? payload : channel.open(payload);
      const message = opened === undefined || opened.length === 0 ? undefined : decodeMessage(opened);
      const key = message?.kind === "keyExchange" ? readKeyExchangeReply(message.body.keys, ephemeral) : undefined;
      if (key === undefined) this.#script.message(message, reply);
      else channel = new SecureChannel(key);
    };
    socket.on("data", (chunk) => {
      decoder.push(chunk);
      for (let payload = decoder.next(); payload !== undefined; payload = decoder.next()) hear(payload);
    });
  }

  async #listenUdp(port: number): Promise<void> {
    const udp = createSocket("udp4");
    this.#udp = udp;
    udp.on("message", (datagram, { address, port: fromPort }) => {
      const send = (payload: Uint8Array): void => udp.send(payload, fromPort, address, () => undefined);
      this.#script.message(decodeMessage(datagram), {
        from: socketAddress(address, fromPort),
        transport: "udp",
        port,
        secured: false,
        send: (message) => send(encodeMessage(message)),
        heartbeat: () => send(new Uint8Array(0)),
        end: () => undefined,
      });
    });
    await new Promise<void>((resolve) => udp.bind(port, this.ports.address, resolve));
  }

  async #listenWebSocket(port: number): Promise<void> {
    const server = new WebSocketServer({ host: this.ports.address, port, perMessageDeflate: false });
    this.#webSocket = server;
    server.on("connection", (webSocket, request) => {
      const { remoteAddress = "0.0.0.0", remotePort = 0 } = request.socket;
      webSocket.on("message", (data: Buffer) => {
        this.#script.message(data.length === 0 ? undefined : decodeMessage(data), {
          from: socketAddress(remoteAddress, remotePort),
          transport: "ws",
          port,
          secured: false,
          send: (message) => webSocket.send(encodeMessage(message)),
          heartbeat: () => webSocket.send(new Uint8Array(0)),
          end: () => webSocket.terminate(),
        });
      });
    });
    await new Promise<void>((resolve) => server.once("listening", resolve));
  }
}
