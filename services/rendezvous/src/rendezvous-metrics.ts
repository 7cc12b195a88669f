import type { Counter, Metrics, Sample } from "@fairlead/base";
import type { ClientTransport } from "@fairlead/protocol";

export type RegistrationResult = "ok" | "too_frequent" | "bad_id" | "conflict" | "store_failed" | "silent";
export type PunchOutcome =
  | "pushed"
  | "repeated"
  | "direct"
  | "udp"
  | "lan"
  | "relay"
  | "refused"
  | "unknown_peer"
  | "offline_peer"
  | "wrong_key"
  | "no_room"
  | "store_failed";
export type KeyExchangeResult = "offered" | "completed" | "failed";

export interface RendezvousGauges {
  onlineByTransport(): ReadonlyMap<ClientTransport, number>;
  waitingRequests(): number;
  healthChecks(): number;
}

/** The numbers of a rendezvous. */
export class RendezvousMetrics {
  readonly heartbeats: Counter;
  readonly registersAsked: Counter;
  readonly #metrics: Metrics;

  constructor(metrics: Metrics, gauges: RendezvousGauges) {
    this.#metrics = metrics;
    this.heartbeats = this.#count("heartbeats", "RegisterPeer of present devices that were answered", {});
    this.registersAsked = this.#count("register_requests", "RegisterPeer answered by asking for a registration", {});
    metrics.gauge({ name: "fairlead_online_peers", help: "Devices registered here and alive, by transport" }, () =>
      samples(gauges.onlineByTransport()),
    );
    metrics.gauge({ name: "fairlead_waiting_requests", help: "Requests pushed to a device and not ended" }, () =>
      gauges.waitingRequests(),
    );
    metrics.gauge({ name: "fairlead_health_checks", help: "Sessions that report by a health-check connection" }, () =>
      gauges.healthChecks(),
    );
  }

  registration(transport: ClientTransport, result: RegistrationResult): void {
    this.#count("registrations", "Registrations of devices, by transport and result", { transport, result }).add();
  }

  punch(outcome: PunchOutcome): void {
    this.#count("punches", "Requests to reach a device and its answers, by outcome", { outcome }).add();
  }

  keyExchange(result: KeyExchangeResult): void {
    this.#count("key_exchanges", "Key exchanges on client connections, by result", { result }).add();
  }

  httpProxy(status: number): void {
    this.#count("http_proxy_requests", "API calls forwarded for clients, by status answered", {
      status: String(status),
    }).add();
  }

  #count(name: string, help: string, labels: Readonly<Record<string, string>>): Counter {
    return this.#metrics.counter({ name: `fairlead_${name}_total`, help }, labels);
  }
}

function samples(online: ReadonlyMap<ClientTransport, number>): Sample[] {
  return [...online].map(([transport, value]) => ({ labels: { transport }, value }));
}
