import { sessionUuid } from "@fairlead/base";
import { ConnectFailedError, type PayloadStream } from "@fairlead/client";
import type { AdmissionStore } from "@fairlead/cluster";
import { connectFault } from "./connect-fault.ts";
import type { ProofFault, ProofResult, ProofWish } from "./proof.ts";
import { legsMeet, openProofLeg, type SessionPorts, type SessionSettings } from "./proof-session.ts";
import { type ProofWay, podWay, waysTo } from "./proof-ways.ts";

export interface ProberPorts extends SessionPorts {
  readonly admissions: AdmissionStore;
}

/** A name, a connection and TLS through a load balancer that is new; a proof that takes longer is repeated by the plan anyway. */
export const CONNECT_MS = 5_000;
/** A relay looks for an admission that it was not told of at 0, 0.5 and 2 s [CL-30]; relays of a mesh then find each other [CL-38]. */
export const MEET_MS = 5_000;

interface Fault {
  readonly reason: ProofFault;
  readonly message: string;
}
type Met = { readonly kind: "met" } | { readonly kind: "apart" } | ({ readonly kind: "unreached" } & Fault);

/**
 * Proves addresses [KU-20]: of one session, admitted under a uuid that nobody else knows, one leg goes through the address and one to the pod itself. They meet only in one
 * process, or, where relays share an address, through their mesh. Kube-proxy answers for load balancers within the cluster, so this says nothing of firewalls.
 */
export class ReachabilityProber {
  readonly #ports: ProberPorts;
  readonly #settings: SessionSettings;

  constructor(ports: ProberPorts, settings: Pick<SessionSettings, "licenceKey"> & Partial<SessionSettings>) {
    this.#ports = ports;
    this.#settings = { connectMs: CONNECT_MS, meetMs: MEET_MS, ...settings };
  }

  /** Rejects with `StoreUnavailableError` when nothing could be admitted: then nothing is known, and what was proven stays so. */
  async prove(wish: ProofWish): Promise<ProofResult> {
    for (const way of waysTo(wish)) {
      const fault = await this.#wrongWith(way, wish);
      if (fault !== undefined) return this.#result(wish, fault);
    }
    return this.#result(wish, undefined);
  }

  async #wrongWith(way: ProofWay, wish: ProofWish): Promise<Fault | undefined> {
    const pod = podWay(wish);
    const met = await this.#session(way, pod);
    if (met.kind === "met") return undefined;
    return met.kind === "unreached" ? met : await this.#whereTo(way, pod);
  }

  /** Both ends took a connection, and they are not one relay: which of the two carries sessions at all? */
  async #whereTo(way: ProofWay, pod: ProofWay): Promise<Fault> {
    const [atPod, atAddress] = await Promise.all([this.#session(pod, pod), this.#session(way, way)]);
    if (atPod.kind !== "met")
      return { reason: "pod", message: `${pod.what} takes connections and carries no session: see the pod's log` };
    if (atAddress.kind === "met")
      return { reason: "other-pod", message: `${way.what} leads to another pod than this relay's` };
    const what = `${way.what} takes connections and carries no session of this cluster`;
    return { reason: "not-a-relay", message: `${what}: something else answers there, or several relays in turn` };
  }

  async #session(one: ProofWay, other: ProofWay): Promise<Met> {
    const uuid = this.#ports.random.uuid();
    await this.#ports.admissions.put({ uuid: sessionUuid(uuid), peerId: "", fromIp: "", purpose: "probe" });
    const [first, second] = await Promise.all([this.#leg(one, uuid), this.#leg(other, uuid)]);
    try {
      if ("reason" in second) return { kind: "unreached", ...(one === other ? second : ofPod(second)) };
      if ("reason" in first) return { kind: "unreached", ...first };
      return { kind: (await legsMeet(this.#ports, first, second, this.#settings.meetMs)) ? "met" : "apart" };
    } finally {
      for (const leg of [first, second]) if (!("reason" in leg)) leg.destroy();
    }
  }

  async #leg({ what, endpoint }: ProofWay, uuid: string): Promise<PayloadStream | Fault> {
    try {
      return await openProofLeg(this.#ports, this.#settings, { endpoint, uuid });
    } catch (error) {
      if (!(error instanceof ConnectFailedError)) throw error;
      return { reason: connectFault(error), message: `${what}: ${error.message}` };
    }
  }

  #result({ relay, address }: ProofWish, fault: Fault | undefined): ProofResult {
    const found = { ok: fault === undefined, reason: fault?.reason ?? "", message: fault?.message ?? "" } as const;
    return { relay, address, vantage: "inside", ...found, atMs: this.#ports.clock.wall() };
  }
}

/** Whatever kept us from the pod itself says nothing of the address. */
const ofPod = ({ message }: Fault): Fault => ({ reason: "pod", message });
