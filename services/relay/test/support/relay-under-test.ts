import { setTimeout as sleep } from "node:timers/promises";
import type { DropReason, LogFields, Logger } from "@fairlead/base";
import { sessionUuid } from "@fairlead/base";
import { type Admissions, MemoryAdmissions } from "@fairlead/cluster";
import { MetricsRegistry } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";
import { encodeFrame, encodeMessage } from "@fairlead/wire";
import { type Relay, type RelaySettings, relaySettingsDefaults, startRelay } from "../../src/index.ts";
import { TcpClient } from "./tcp-client.ts";
import { WsClient } from "./ws-client.ts";

export const KEY = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
export const UUID = "11111111-2222-4333-8444-555555555555";

export interface LogLine {
  readonly event: string;
  readonly fields: LogFields;
}
export interface LegOptions {
  readonly uuid?: string;
  readonly key?: string;
  readonly id?: string;
  /** Sent in the same segment as the first frame. */
  readonly rest?: Uint8Array;
  /** The address it comes from; any of 127.0.0.0/8. */
  readonly from?: string;
  /** Of a WebSocket leg. */
  readonly path?: string;
}

/** A relay on loopback ports of the kernel's choice, whose time is the test's. */
export class RelayUnderTest implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly relay: Relay;
  readonly metrics: MetricsRegistry;
  readonly drops: Map<DropReason, number>;
  readonly lines: LogLine[];
  readonly admissions: MemoryAdmissions | undefined;
  readonly #clients: { close(): void }[] = [];

  private constructor(parts: Omit<RelayUnderTest, keyof AsyncDisposable>) {
    this.clock = parts.clock;
    this.relay = parts.relay;
    this.metrics = parts.metrics;
    this.drops = parts.drops;
    this.lines = parts.lines;
    this.admissions = parts.admissions;
  }

  /** `brokered`: with admissions, so that only what `admit` named is carried. `wrap`: what the relay sees of them. */
  static async start(
    settings: Partial<RelaySettings> = {},
    brokered = false,
    clock = new ManualClock(),
    wrap: (admissions: MemoryAdmissions) => Admissions = (admissions) => admissions,
  ): Promise<RelayUnderTest> {
    const metrics = new MetricsRegistry(clock);
    const drops = new Map<DropReason, number>();
    const lines: LogLine[] = [];
    const told = brokered ? new MemoryAdmissions(clock) : undefined;
    const admissions = told && wrap(told);
    const counter = { drop: (reason: DropReason) => void drops.set(reason, (drops.get(reason) ?? 0) + 1) };
    const at = { port: 0, bind: "127.0.0.1" };
    const all = { ...relaySettingsDefaults, tcp: at, ws: at, ...settings };
    const relay = await startRelay({ clock, logger: recorder(lines), metrics, drops: counter, admissions }, all);
    return new RelayUnderTest({ clock, relay, metrics, drops, lines, admissions: told } as RelayUnderTest);
  }

  async admit(uuid: string = UUID, purpose: "session" | "probe" = "session"): Promise<void> {
    await this.admissions?.admit({ uuid: sessionUuid(uuid), peerId: "123456789", fromIp: "", purpose });
  }

  async connectTcp(from = "127.0.0.1"): Promise<TcpClient> {
    return this.#keep(await TcpClient.connect(this.relay.tcpPort, "127.0.0.1", from));
  }

  async connectWs(headers: Record<string, string> = {}, path?: string): Promise<WsClient> {
    return this.#keep(await WsClient.connect(this.relay.wsPort, headers, path));
  }

  /** A TCP leg whose first frame has been sent. */
  async tcpLeg(options: LegOptions = {}): Promise<TcpClient> {
    const client = await this.connectTcp(options.from);
    await client.write(Buffer.concat([encodeFrame(firstMessage(options)), options.rest ?? Buffer.alloc(0)]));
    return client;
  }

  async wsLeg(options: LegOptions = {}): Promise<WsClient> {
    const client = await this.connectWs({}, options.path);
    client.send(firstMessage(options));
    return client;
  }

  /** Two TCP legs that are joined. */
  async tcpPair(options: LegOptions = {}): Promise<[TcpClient, TcpClient]> {
    const { uuid = UUID } = options;
    const pair: [TcpClient, TcpClient] = [
      await this.tcpLeg(options),
      await this.tcpLeg({ ...options, id: "123456789" }),
    ];
    await this.until(() => this.relay.sessions().some(({ facts }) => facts.uuid === uuid), `a session of ${uuid}`);
    return pair;
  }

  /** Lets time pass in steps, so that what a timer sets going can answer. */
  async pass(ms: number, stepMs = 1_000): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(stepMs, left));
      await sleep(1);
    }
  }

  /** Awaits something that limits hold up, letting time pass meanwhile. */
  async flowing<T>(work: Promise<T>, stepMs = 20): Promise<T> {
    let done = false;
    const watched = work.finally(() => {
      done = true;
    });
    while (!done) await this.pass(stepMs, stepMs);
    return watched;
  }

  /** Waits, in real time, for something that sockets will bring about. */
  async until(condition: () => boolean, what = "the condition"): Promise<void> {
    for (let tries = 0; !condition(); tries += 1) {
      if (tries > 2_000) throw new Error(`${what} did not come about`);
      await sleep(2);
    }
  }

  events(event: string): readonly LogFields[] {
    return this.lines.filter((line) => line.event === event).map((line) => line.fields);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.relay[Symbol.asyncDispose]();
  }

  #keep<T extends { close(): void }>(client: T): T {
    this.#clients.push(client);
    return client;
  }
}

export function firstMessage({ uuid = UUID, key = KEY, id = "" }: LegOptions): Buffer {
  const none = new Uint8Array(0);
  const texts = { relayServer: "", token: "", switchCode: "" };
  const body = { id, uuid, licenceKey: key, socketAddr: none, secure: false, connType: 0, ...texts };
  return encodeMessage({ kind: "requestRelay", body });
}

export function recorder(lines: LogLine[]): Logger {
  const write = (event: string, fields: LogFields = {}): void => void lines.push({ event, fields });
  return { debug: write, info: write, warn: write, error: write, child: () => recorder(lines) };
}
