import type { Clock, Random } from "@fairlead/base";
import {
  assumedRelay,
  type ClientIdentity,
  PUBLIC_SERVERS_KEY,
  readServerKey,
  ServerDialler,
  splitHostPort,
} from "@fairlead/client";
import { Ed25519KeyPair, type RegisterPk, type SocketAddress, socketAddress } from "@fairlead/wire";
import type { SimulatedClientSettings } from "./simulated-client-settings.ts";

/** What one client knows: its configuration file and its counters. */
export class ClientState {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: SimulatedClientSettings;
  readonly dialler: ServerDialler;
  readonly keyPair = Ed25519KeyPair.generate();
  readonly uuid: Uint8Array;
  id: string;
  keyConfirmed = false;
  needsDeploy = false;
  keepAliveMs: number;
  /** Any registration answer makes a client believe it is online. */
  online = false;
  serial = 3;
  pushedServers: readonly string[] = [];
  /** Every id this client ever had, the newest last: an id is thrown away after UUID_MISMATCH. */
  readonly ids: string[];
  /** RegisterPk results in order of arrival. */
  readonly results: number[] = [];

  constructor(ports: { readonly clock: Clock; readonly random: Random }, settings: SimulatedClientSettings) {
    this.clock = ports.clock;
    this.random = ports.random;
    this.settings = settings;
    this.id = settings.id;
    this.ids = [settings.id];
    this.uuid = settings.uuid ?? Buffer.from(ports.random.uuid());
    this.keepAliveMs = settings.timings.keepAliveMs;
    const { rendezvous, mode, localAddress, ca, route, hosts, timings } = settings;
    this.dialler = new ServerDialler(ports, {
      rendezvous,
      localAddress,
      webSocket: mode === "ws" || mode === "wss",
      secureDomains: mode === "wss",
      connectTimeoutMs: timings.connectTimeoutMs,
      ...(ca === undefined ? {} : { ca }),
      ...(route === undefined ? {} : { route }),
      ...(hosts === undefined ? {} : { hosts }),
    });
  }

  get webSocket(): boolean {
    return this.settings.mode === "ws" || this.settings.mode === "wss";
  }

  get identity(): ClientIdentity {
    return { id: this.id, uuid: this.uuid, pk: this.keyPair.publicKey };
  }

  get registerPk(): RegisterPk {
    return { ...this.identity, oldId: "", noRegisterDevice: this.settings.noRegisterDevice };
  }

  /** What is sent as licence_key. */
  get licenceKey(): string {
    return this.settings.key || PUBLIC_SERVERS_KEY;
  }

  /** What key exchanges and signatures are verified with. */
  get serverKey(): Uint8Array {
    return readServerKey(this.licenceKey) ?? new Uint8Array(32);
  }

  /** Where datagrams go that belong to no registration: one of the server's addresses, asked anew. */
  get serverAddress(): SocketAddress {
    const { rendezvous, hosts, udpHosts } = this.settings;
    const { host, port } = splitHostPort(rendezvous);
    return socketAddress((udpHosts ?? hosts)?.()[0] ?? host, port);
  }

  /** What this client names as relay for a session it is asked for: its own option, else what it was told, else its server's neighbour port. */
  relayFor(told: string): string {
    return this.settings.relayServer || told || assumedRelay(this.settings.rendezvous);
  }
}
