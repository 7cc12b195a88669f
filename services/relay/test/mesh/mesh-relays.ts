import { setTimeout as sleep } from "node:timers/promises";
import { type DropReason, type SessionUuid, sessionUuid, silentLogger } from "@fairlead/base";
import { MemoryAdmissions, type TlsMaterial } from "@fairlead/cluster";
import { MetricsRegistry } from "@fairlead/runtime";
import { liveClock } from "@fairlead/testkit";
import { encodeFrame } from "@fairlead/wire";
import { type Relay, type RelaySettings, relaySettingsDefaults, startRelay } from "../../src/index.ts";
import type { MeshOwner } from "../../src/mesh/mesh-ports.ts";
import { MeshTrust } from "../../src/mesh/mesh-trust.ts";
import { firstMessage, type LegOptions, UUID } from "../support/relay-under-test.ts";
import { TcpClient } from "../support/tcp-client.ts";
import { WsClient } from "../support/ws-client.ts";

export interface MeshRelay {
  readonly index: number;
  readonly relay: Relay;
  readonly admissions: MemoryAdmissions;
  readonly material: TlsMaterial;
  readonly trust: MeshTrust;
  readonly metrics: MetricsRegistry;
  readonly drops: Map<DropReason, number>;
}

/** A client's end of a session, whatever it speaks; text for text. */
export interface Talker {
  say(bytes: Uint8Array): Promise<void>;
  hear(count: number): Promise<Buffer>;
  close(): void;
}

const FAST = { ...relaySettingsDefaults.limits, singleMbps: 1_000_000 };

/** Relays that share one address, in one process: whoever asks first joins. */
export class MeshRelays implements AsyncDisposable {
  readonly clock = liveClock();
  readonly relays: MeshRelay[] = [];
  readonly asked: number[] = [];
  readonly #owners = new Map<SessionUuid, number>();
  readonly #clients: { close(): void }[] = [];

  static async start(materials: readonly TlsMaterial[], settings: Partial<RelaySettings> = {}): Promise<MeshRelays> {
    const all = new MeshRelays();
    for (const material of materials) await all.#add(material, settings);
    return all;
  }

  relay(index: number): MeshRelay {
    const found = this.relays[index];
    if (found === undefined) throw new Error(`there is no relay ${index}`);
    return found;
  }

  /** All relays know of the session, as if each had read it. */
  async admit(uuid = UUID): Promise<void> {
    for (const { admissions } of this.relays)
      await admissions.admit({ uuid: sessionUuid(uuid), peerId: "123456789", fromIp: "", purpose: "session" });
  }

  async tcpLeg(index: number, options: LegOptions = {}): Promise<TcpClient> {
    const client = await TcpClient.connect(this.relay(index).relay.tcpPort, "127.0.0.1", options.from ?? "127.0.0.1");
    this.#clients.push(client);
    await client.write(Buffer.concat([encodeFrame(firstMessage(options)), options.rest ?? Buffer.alloc(0)]));
    return client;
  }

  async wsLeg(index: number, options: LegOptions = {}): Promise<WsClient> {
    const client = await WsClient.connect(this.relay(index).relay.wsPort);
    this.#clients.push(client);
    client.send(firstMessage(options));
    return client;
  }

  async talker(kind: "tcp" | "ws", index: number, options: LegOptions = {}): Promise<Talker> {
    return kind === "tcp" ? framed(await this.tcpLeg(index, options)) : messages(await this.wsLeg(index, options));
  }

  async until(condition: () => boolean, what: string): Promise<void> {
    for (let tries = 0; !condition(); tries += 1) {
      if (tries > 4000) throw new Error(`${what} did not come about`);
      await sleep(5);
    }
  }

  /** Waits until the relay has a session. */
  async joined(index: number): Promise<void> {
    await this.until(() => this.relay(index).relay.sessions().length === 1, `a session at relay ${index}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.close();
    for (const { relay } of this.relays) await relay[Symbol.asyncDispose]();
  }

  async #add(material: TlsMaterial, settings: Partial<RelaySettings>): Promise<void> {
    const index = this.relays.length;
    const [drops, admissions] = [new Map<DropReason, number>(), new MemoryAdmissions(this.clock)];
    const counter = { drop: (reason: DropReason) => void drops.set(reason, (drops.get(reason) ?? 0) + 1) };
    const [trust, metrics] = [new MeshTrust(material), new MetricsRegistry(this.clock)];
    const at = { port: 0, bind: "127.0.0.1" };
    const owners = { find: async (uuid: SessionUuid) => this.#ownerOf(uuid, index) };
    const relay = await startRelay(
      { clock: this.clock, logger: silentLogger, metrics, drops: counter, admissions, mesh: { owners, trust } },
      { ...relaySettingsDefaults, tcp: at, ws: at, mesh: at, limits: FAST, ...settings },
    );
    this.relays.push({ index, relay, admissions, material, trust, metrics, drops });
  }

  #ownerOf(uuid: SessionUuid, asking: number): MeshOwner {
    this.asked.push(asking);
    const owner = this.#owners.get(uuid) ?? asking;
    this.#owners.set(uuid, owner);
    if (owner === asking) return { kind: "self" };
    const { relay, material } = this.relay(owner);
    const pin = material.kind === "secret" ? material.cert : undefined;
    return { kind: "other", peer: { name: `relay ${owner}`, address: `127.0.0.1:${relay.meshPort}`, pin } };
  }
}

/** Speaks frames, hears frames' payloads run together. */
function framed(client: TcpClient): Talker {
  return {
    say: (bytes) => client.write(encodeFrame(bytes)),
    hear: async (count) => {
      const parts: Buffer[] = [];
      for (let heard = 0; heard < count; ) {
        const payload = await readFrame(client);
        if (payload === undefined) break;
        heard += payload.length;
        parts.push(payload);
      }
      return Buffer.concat(parts);
    },
    close: () => client.close(),
  };
}

async function readFrame(client: TcpClient): Promise<Buffer | undefined> {
  const [first] = await client.read(1);
  if (first === undefined) return undefined;
  const rest = await client.read(first & 3);
  const header = [first, ...rest].reduceRight((sum, byte) => sum * 256 + byte, 0);
  return client.read(Math.floor(header / 4));
}

function messages(client: WsClient): Talker {
  return {
    say: async (bytes) => client.send(bytes),
    hear: async (count) => {
      const parts: Buffer[] = [];
      for (let heard = 0; heard < count; ) {
        const message = await client.next();
        if (message === undefined) break;
        heard += message.length;
        parts.push(message);
      }
      return Buffer.concat(parts);
    },
    close: () => client.close(),
  };
}
