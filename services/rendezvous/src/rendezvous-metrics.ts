import type { Counter, Metrics, Sample } from "@fairlead/base";
import type { RelayView } from "@fairlead/cluster";
import { CLIENT_TRANSPORTS, type ClientTransport } from "@fairlead/protocol";

const REGISTRATION_RESULTS = ["ok", "too_frequent", "bad_id", "conflict", "store_failed", "silent", "held"] as const;
const PUNCH_OUTCOMES = [
  "pushed",
  "repeated",
  "direct",
  "udp",
  "lan",
  "relay",
  "refused",
  "unknown_peer",
  "offline_peer",
  "wrong_key",
  "no_room",
  "store_failed",
  "suspended",
] as const;
const PUSH_PATHS = ["local", "remote", "parked"] as const;
const KEY_EXCHANGE_RESULTS = ["offered", "completed", "failed"] as const;

export type RegistrationResult = (typeof REGISTRATION_RESULTS)[number];
export type PunchOutcome = (typeof PUNCH_OUTCOMES)[number];
export type PushPath = (typeof PUSH_PATHS)[number];
export type KeyExchangeResult = (typeof KEY_EXCHANGE_RESULTS)[number];

export interface RendezvousGauges {
  onlineByTransport(): ReadonlyMap<ClientTransport, number>;
  waitingRequests(): number;
  healthChecks(): number;
  relays(): readonly RelayView[];
}

/** The numbers of a rendezvous. Every series is there from the start, at 0, so that a rate can be asked of each; only HTTP statuses come as they occur. */
export class RendezvousMetrics {
  readonly heartbeats: Counter;
  readonly registersAsked: Counter;
  /** `local`: to a device that is here; `remote`: by its owner; `parked`: kept until it registers again. */
  readonly pushes: Readonly<Record<PushPath, Counter>>;
  readonly #metrics: Metrics;

  constructor(metrics: Metrics, gauges: RendezvousGauges) {
    this.#metrics = metrics;
    this.heartbeats = this.#count("heartbeats", "RegisterPeer of present devices that were answered", {});
    this.registersAsked = this.#count("register_requests", "RegisterPeer answered by asking for a registration", {});
    this.pushes = { local: this.#pushes("local"), remote: this.#pushes("remote"), parked: this.#pushes("parked") };
    this.#readWhenScraped(gauges);
    this.#nameAll();
  }

  registration(transport: ClientTransport, result: RegistrationResult): void {
    this.#registrations(transport, result).add();
  }

  punch(outcome: PunchOutcome): void {
    this.#punches(outcome).add();
  }

  keyExchange(result: KeyExchangeResult): void {
    this.#keyExchanges(result).add();
  }

  httpProxy(status: number): void {
    this.#count("http_proxy_requests", "API calls forwarded for clients, by status answered", {
      status: String(status),
    }).add();
  }

  #readWhenScraped(gauges: RendezvousGauges): void {
    const online = { name: "fairlead_online_peers", help: "Devices registered here and alive, by transport" };
    this.#metrics.gauge(online, () => samples(gauges.onlineByTransport()));
    const waiting = { name: "fairlead_waiting_requests", help: "Requests pushed to a device and not ended" };
    this.#metrics.gauge(waiting, () => gauges.waitingRequests());
    const checks = { name: "fairlead_health_checks", help: "Sessions that report by a health-check connection" };
    this.#metrics.gauge(checks, () => gauges.healthChecks());
    const relays = { name: "fairlead_relays", help: "Relays to choose from, by state" };
    this.#metrics.gauge(relays, () => relaySamples(gauges.relays()));
  }

  #nameAll(): void {
    for (const transport of CLIENT_TRANSPORTS)
      for (const result of REGISTRATION_RESULTS) this.#registrations(transport, result);
    for (const outcome of PUNCH_OUTCOMES) this.#punches(outcome);
    for (const result of KEY_EXCHANGE_RESULTS) this.#keyExchanges(result);
  }

  #registrations(transport: ClientTransport, result: RegistrationResult): Counter {
    return this.#count("registrations", "Registrations of devices, by transport and result", { transport, result });
  }

  #punches(outcome: PunchOutcome): Counter {
    return this.#count("punches", "Requests to reach a device and its answers, by outcome", { outcome });
  }

  #pushes(path: PushPath): Counter {
    return this.#count("punch_pushes", "Requests handed on towards their device, by path", { path });
  }

  #keyExchanges(result: KeyExchangeResult): Counter {
    return this.#count("key_exchanges", "Key exchanges on client connections, by result", { result });
  }

  #count(name: string, help: string, labels: Readonly<Record<string, string>>): Counter {
    return this.#metrics.counter({ name: `fairlead_${name}_total`, help }, labels);
  }
}

/** `unreachable`: it failed its last probe from here, whatever it says of itself. */
function relaySamples(relays: readonly RelayView[]): Sample[] {
  const counts = { serving: 0, draining: 0, unreachable: 0 };
  for (const { serving, state } of relays) counts[serving ? state : "unreachable"] += 1;
  return Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }));
}

function samples(online: ReadonlyMap<ClientTransport, number>): Sample[] {
  return [...online].map(([transport, value]) => ({ labels: { transport }, value }));
}
