import { createServer, type Server, type Socket } from "node:net";
import { type Script, type ScriptedReply, ScriptedServer } from "@fairlead/testkit";
import {
  decodeMessage,
  type Ed25519KeyPair,
  encodeIdPk,
  FrameDecoder,
  formatSocketAddress,
  mangleAddress,
  messageBody,
  type OutgoingMessage,
  PunchFailure,
  publicKeyText,
  RegisterPkResult,
  type RendezvousMessage,
  signAttached,
  unmangleAddress,
} from "@fairlead/wire";

interface Registered {
  readonly pk: Uint8Array;
  readonly reply: ScriptedReply;
}

/** As much of a plain hbbs and hbbr as a doctor looks at: what they can do, and the way they refuse what they cannot. */
export class PlainHbbs implements Script {
  readonly #keyPair: Ed25519KeyPair;
  readonly #peers = new Map<string, Registered>();
  readonly #waiting = new Map<string, ScriptedReply>();

  constructor(keyPair: Ed25519KeyPair) {
    this.#keyPair = keyPair;
  }

  message(message: RendezvousMessage | undefined, reply: ScriptedReply): void {
    if (reply.transport === "udp") this.#udp(message, reply);
    else this.#stream(message, reply);
  }

  #udp(message: RendezvousMessage | undefined, reply: ScriptedReply): void {
    if (message?.kind === "registerPeer") reply.send({ kind: "registerPeerResponse", body: { requestPk: false } });
    if (message?.kind !== "registerPk") return;
    this.#peers.set(message.body.id, { pk: message.body.pk, reply });
    reply.send({ kind: "registerPkResponse", body: { result: RegisterPkResult.ok, keepAlive: 0 } });
  }

  #stream(message: RendezvousMessage | undefined, reply: ScriptedReply): void {
    if (message?.kind === "testNatRequest") {
      reply.send({ kind: "testNatResponse", body: { port: reply.from.port } });
    } else if (message?.kind === "onlineRequest" && reply.transport === "tcp") {
      this.#online(message.body.peers, reply);
    } else if (message?.kind === "punchHoleRequest") {
      this.#punch(message.body.id, message.body.licenceKey, reply);
    } else if (message?.kind === "relayResponse" || message?.kind === "localAddr") {
      this.#forward(message, reply);
    } else {
      if (message?.kind === "registerPk") reply.send(NOT_SUPPORT);
      reply.end();
    }
  }

  #online(peers: readonly string[], reply: ScriptedReply): void {
    const states = Buffer.alloc(Math.ceil(peers.length / 8));
    peers.forEach((id, i) => {
      if (this.#peers.has(id)) states[i >> 3] = (states[i >> 3] ?? 0) | (128 >> (i & 7));
    });
    reply.send({ kind: "onlineResponse", body: { states } });
  }

  /** Everything here is one address, so it is always the same network, forced relay or not. */
  #punch(id: string, licenceKey: string, reply: ScriptedReply): void {
    const peer = this.#peers.get(id);
    if (licenceKey !== publicKeyText(this.#keyPair.publicKey)) refuse(reply, PunchFailure.licenseMismatch);
    else if (peer === undefined) refuse(reply, PunchFailure.idNotExist);
    else {
      this.#waiting.set(formatSocketAddress(reply.from), reply);
      const socketAddr = mangleAddress(reply.from, 7);
      const body = { socketAddr, relayServer: "", socketAddrV6: new Uint8Array(0) };
      peer.reply.send({ kind: "fetchLocalAddr", body });
    }
  }

  #forward(message: Extract<RendezvousMessage, { kind: "relayResponse" | "localAddr" }>, reply: ScriptedReply): void {
    reply.end();
    const asking = this.#waiting.get(formatSocketAddress(unmangleAddress(message.body.socketAddr)));
    const id = message.body.id ?? "";
    const pk = signAttached(this.#keyPair, encodeIdPk(id, this.#peers.get(id)?.pk ?? new Uint8Array(0)));
    if (message.kind === "relayResponse") {
      const { id: _, ...body } = message.body;
      asking?.send({ kind: "relayResponse", body: { ...body, pk } });
      return;
    }
    const { localAddr, relayServer } = message.body;
    asking?.send({
      kind: "punchHoleResponse",
      body: { ...NO_ANSWER, socketAddr: localAddr, pk, relayServer, isLocal: true },
    });
  }
}

const NOT_SUPPORT: OutgoingMessage = {
  kind: "registerPkResponse",
  body: { result: RegisterPkResult.notSupport, keepAlive: 0 },
};

const NO_ANSWER = messageBody("punchHoleResponse", {});

function refuse(reply: ScriptedReply, failure: number): void {
  reply.send({ kind: "punchHoleResponse", body: { ...NO_ANSWER, failure } });
}

/** Two TCP legs with one uuid become a pipe; as much of hbbr as is needed. */
export class PlainRelay implements AsyncDisposable {
  readonly #server: Server;
  readonly #waiting = new Map<string, { readonly socket: Socket; readonly rest: Buffer }>();

  constructor() {
    this.#server = createServer({ noDelay: true }, (socket) => this.#serve(socket));
  }

  listen(host: string, port: number): Promise<void> {
    return new Promise((resolve) => this.#server.listen({ host, port }, resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { socket } of this.#waiting.values()) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #serve(socket: Socket): void {
    const decoder = new FrameDecoder(4096);
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      decoder.push(chunk);
      const payload = decoder.next();
      if (payload === undefined) return;
      socket.removeAllListeners("data");
      socket.pause();
      const first = decodeMessage(payload);
      if (first?.kind === "requestRelay") this.#pair(first.body.uuid, socket, decoder.takeRest());
      else socket.destroy();
    });
  }

  #pair(uuid: string, socket: Socket, rest: Buffer): void {
    const partner = this.#waiting.get(uuid);
    this.#waiting.delete(uuid);
    if (partner === undefined) {
      this.#waiting.set(uuid, { socket, rest });
      return;
    }
    partner.socket.write(rest);
    socket.write(partner.rest);
    partner.socket.pipe(socket);
    socket.pipe(partner.socket);
  }
}

export async function startPlainHbbs(
  address: string,
  keyPair: Ed25519KeyPair,
): Promise<AsyncDisposable & { readonly rendezvous: string }> {
  const server = await ScriptedServer.start(address, new PlainHbbs(keyPair));
  const relay = new PlainRelay();
  await relay.listen(address, server.ports.relay);
  return {
    rendezvous: server.rendezvous,
    [Symbol.asyncDispose]: async () => {
      await relay[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
