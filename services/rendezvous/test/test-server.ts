import type { Clock, DropReason, LogFields, Logger, Metrics, Random, RelayName, Tracer } from "@fairlead/base";
import { noMetrics, noTracer, relayName } from "@fairlead/base";
import { ClientConnection, dial, type PayloadStream, UdpClient } from "@fairlead/client";
import {
  type Admission,
  type ClusterPorts,
  Ed25519Signer,
  MemoryAdmissions,
  MemoryPeerRegistry,
  MemoryRelayDirectory,
  type PeerRegistry,
  soloCluster,
} from "@fairlead/cluster";
import { type Rendezvous, type RendezvousSettings, rendezvousDefaults, startRendezvous } from "@fairlead/rendezvous";
import { liveClock, liveRandom } from "@fairlead/testkit";
import { CidrList, decodeMessage, Ed25519KeyPair, type RegisterPk } from "@fairlead/wire";

/** The server key of the conformance vectors: seed bytes 00 to 1f. */
export const serverKeys = Ed25519KeyPair.fromSecret(
  Buffer.from("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8DoQe/884Qvh1w3RjnS8CZZ+TWMJulDV8d3IZkElUxuA==", "base64"),
);
export const LICENCE_KEY = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
export const B_ID = "123456789";
export const B_UUID = Buffer.from("5a21fd77-3405-4479-bf61-a58b91c555b4");
export const B_PK = Buffer.from("2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12", "hex");
/** IdPk of B, signed by the server: vector C13. */
export const SIGNED_B =
  "bf570b4f730765fa4d45a224c92cf42a01913edb97818fee10cbf6616b69569ad94a00b29845eebae724778be4b3743fc413ebad3d4d28dc7317c80e3a0198090a0931323334353637383912202152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12";
export const REGISTER_PK =
  "7a530a09313233343536373839122435613231666437372d333430352d343437392d626636312d6135386239316335353562341a202152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12";
/** Vector C10: A asks for B. */
export const PUNCH_REQUEST =
  "42420a0931323334353637383910011a2c41364548762f504f454c3464634e3059353076416d57666b316a436270513166486479475a424a564d62673d3205312e342e39";
export const HEARTBEAT = "320d0a093132333435363738391003";
/** For an answer that comes: longer than a busy machine may stand still, shorter than a device stays without a word. */
export const ANSWER_MS = 15_000;
/** Long enough for an answer that should not come. */
export const SILENCE_MS = 120;

export interface LogLine {
  readonly event: string;
  readonly fields: LogFields;
}

export interface TestServerOptions {
  readonly clock?: Clock;
  readonly random?: Random;
  readonly registry?: PeerRegistry;
  readonly signing?: boolean;
  readonly relays?: readonly string[];
  /** Instead of `relays`. */
  readonly directory?: MemoryRelayDirectory;
  readonly settings?: Partial<RendezvousSettings>;
  readonly cluster?: ClusterPorts;
  readonly tracer?: Tracer;
  readonly metrics?: Metrics;
}

/** A whole rendezvous on loopback, with everything it says and loses on record. Clients are other addresses of 127.0.0.0/8. */
export class TestServer implements AsyncDisposable {
  readonly rendezvous: Rendezvous;
  readonly registry: PeerRegistry;
  readonly directory: MemoryRelayDirectory;
  readonly admitted: Admission[];
  readonly log: LogLine[];
  readonly drops: Map<DropReason, number>;
  readonly live = liveClock();
  readonly #stack = new AsyncDisposableStack();

  private constructor(parts: Pick<TestServer, "rendezvous" | "registry" | "directory" | "admitted" | "log" | "drops">) {
    this.rendezvous = parts.rendezvous;
    this.registry = parts.registry;
    this.directory = parts.directory;
    this.admitted = parts.admitted;
    this.log = parts.log;
    this.drops = parts.drops;
    this.#stack.use(parts.rendezvous);
  }

  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    const clock = options.clock ?? liveClock();
    const registry = options.registry ?? new MemoryPeerRegistry();
    const directory =
      options.directory ?? new MemoryRelayDirectory((options.relays ?? []).map((name): RelayName => relayName(name)));
    const admissions = new MemoryAdmissions(clock);
    const admitted: Admission[] = [];
    admissions.watch((admission) => admitted.push(admission));
    const log: LogLine[] = [];
    const drops = new Map<DropReason, number>();
    const ports = {
      clock,
      random: options.random ?? liveRandom(),
      logger: recordingLogger(log),
      metrics: options.metrics ?? noMetrics,
      drops: { drop: (reason: DropReason) => void drops.set(reason, (drops.get(reason) ?? 0) + 1) },
      registry,
      relays: directory,
      admissions,
      signer: options.signing === false ? undefined : new Ed25519Signer(serverKeys),
      cluster: options.cluster ?? soloCluster,
      tracer: options.tracer ?? noTracer,
      tls: undefined,
    };
    const rendezvous = await startRendezvous(ports, {
      ...rendezvousDefaults,
      bind: "127.0.0.1",
      port: 0,
      natTestPort: 0,
      wsPort: 0,
      acceptedKeys: [LICENCE_KEY],
      ...options.settings,
    });
    return new TestServer({ rendezvous, registry, directory, admitted, log, drops });
  }

  dropped(reason: DropReason): number {
    return this.drops.get(reason) ?? 0;
  }

  get main(): { readonly ip: string; readonly port: number } {
    return { ip: "127.0.0.1", port: this.rendezvous.port };
  }

  async tcp(from = "127.0.0.2", port = this.rendezvous.port): Promise<ClientConnection> {
    return new ClientConnection(await this.tcpStream(from, port));
  }

  /** Frames as they are on the wire. */
  async tcpStream(from = "127.0.0.2", port = this.rendezvous.port): Promise<PayloadStream> {
    const stream = await dial(
      { kind: "tcp", host: from.includes(":") ? "::1" : "127.0.0.1", port },
      { ...this.#dialling(), localAddress: from },
    );
    this.#stack.defer(() => stream.destroy());
    return stream;
  }

  async ws(from = "127.0.0.2", headers: Readonly<Record<string, string>> = {}): Promise<ClientConnection> {
    const url = `ws://127.0.0.1:${this.rendezvous.wsPort}/any/path`;
    const stream = await dial({ kind: "ws", url }, { ...this.#dialling(), localAddress: from, headers });
    this.#stack.defer(() => stream.destroy());
    return new ClientConnection(stream);
  }

  async udp(from = "127.0.0.3"): Promise<TestUdp> {
    const client = this.#stack.use(await UdpClient.open({ clock: this.live, localAddress: from }));
    return new TestUdp(client, this);
  }

  /** B, registered over UDP. */
  async registeredUdp(from = "127.0.0.3", id = B_ID): Promise<TestUdp> {
    const udp = await this.udp(from);
    udp.client.send({ kind: "registerPk", body: registerPk({ id }) }, this.main);
    const answer = await udp.client.receive(ANSWER_MS);
    if (answer.kind !== "registerPkResponse" || answer.body.result !== 0)
      throw new Error(`not registered: ${answer.kind}`);
    return udp;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }

  #dialling(): { readonly clock: Clock; readonly deadlineMs: number } {
    return { clock: this.live, deadlineMs: ANSWER_MS };
  }
}

/** A UDP client that speaks hex. */
export class TestUdp {
  readonly client: UdpClient;
  readonly #server: TestServer;

  constructor(client: UdpClient, server: TestServer) {
    this.client = client;
    this.#server = server;
  }

  send(hex: string): void {
    this.client.sendBytes(Buffer.from(hex, "hex"), this.#server.main);
  }

  async ask(hex: string): Promise<string> {
    this.send(hex);
    return (await this.client.receiveBytes(ANSWER_MS)).toString("hex");
  }

  /** What came within a time in which everything would have come. */
  async silence(): Promise<string | undefined> {
    return this.client.receiveBytes(SILENCE_MS).then(
      (bytes) => bytes.toString("hex"),
      () => undefined,
    );
  }
}

/** What comes on a connection within a time in which everything would have come; `undefined` = nothing. */
export async function silenceOf(connection: ClientConnection): Promise<string | undefined> {
  return connection.receivePayload(SILENCE_MS).then(
    (bytes) => bytes.toString("hex"),
    () => undefined,
  );
}

export async function receiveHex(connection: ClientConnection): Promise<string> {
  return (await receiveAnswer(connection)).toString("hex");
}

/** As a waiting client reads: an unsolicited KeyExchange is skipped. A machine that is busy may be silent for 30 ms before it asks. */
export async function receiveAnswer(connection: ClientConnection): Promise<Buffer> {
  const first = await connection.receivePayload(ANSWER_MS);
  return decodeMessage(first)?.kind === "keyExchange" ? connection.receivePayload(ANSWER_MS) : first;
}

export function sendHex(connection: ClientConnection, hex: string): void {
  connection.sendPayload(Buffer.from(hex, "hex"));
}

export function registerPk(fields: Partial<RegisterPk> = {}): RegisterPk {
  return { id: B_ID, uuid: B_UUID, pk: B_PK, oldId: "", noRegisterDevice: false, ...fields };
}

/** PROXY headers are believed from every loopback address: a test may come from anywhere. */
export const believeLoopback = { trustedProxies: CidrList.parse(["127.0.0.0/8"]) };

function recordingLogger(log: LogLine[]): Logger {
  const write = (event: string, fields: LogFields = {}): void => void log.push({ event, fields });
  const logger: Logger = { debug: () => undefined, info: write, warn: write, error: write, child: () => logger };
  return logger;
}
