import type { Clock, Random } from "@fairlead/base";
import {
  CidrRegions,
  type ClusterPorts,
  type Geography,
  type Place,
  type RegionOverride,
  type RelayDirectory,
  type TenantPolicy,
} from "@fairlead/cluster";
import {
  type RelayCandidate,
  RelayChoice,
  type RelayReasoning,
  type RelayRequest,
  type RelayScene,
} from "@fairlead/protocol";

export interface RelayDeskPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly relays: RelayDirectory;
  readonly cluster: Pick<ClusterPorts, "nodes" | "bus" | "geography" | "tenants">;
}

/** One session that may need a relay. */
export interface RelayQuestion {
  readonly controllingIp: string;
  readonly targetId: string;
  /** `undefined` = not known. */
  readonly targetIp: string | undefined;
  /** Either end comes by WebSocket. */
  readonly webSocket?: boolean | undefined;
  /** Instead of the one that the device belongs to. */
  readonly tenant?: TenantPolicy | undefined;
}

/** Puts together what a relay is chosen by, all of it local: the relays as they are now, where both ends are, what the device's tenant may use [CL-32] [CL-49]. */
export class RelayDesk {
  readonly #ports: RelayDeskPorts;
  readonly #geography: Geography;
  readonly #choice: RelayChoice;

  constructor(ports: RelayDeskPorts, regionOverrides: readonly RegionOverride[]) {
    this.#ports = ports;
    this.#geography = new CidrRegions(regionOverrides, ports.cluster.geography);
    this.#choice = new RelayChoice(ports.random);
  }

  /** Empty: none. Counts as load at once, and the pair gets another one next time. */
  pick(question: RelayQuestion): string {
    return this.#choice.pickRelay(this.#scene(), this.#request(question));
  }

  /** What `pick` would answer and why, by the same rules; leaves no trace. */
  explain(question: RelayQuestion): RelayReasoning {
    return this.#choice.explain(this.#scene(), this.#request(question));
  }

  tenantOf({ tenant, targetId }: RelayQuestion): TenantPolicy | undefined {
    return tenant ?? this.#ports.cluster.tenants.tenantOf(targetId);
  }

  locate(ip: string | undefined): Place | undefined {
    return ip === undefined ? undefined : this.#geography.locate(ip);
  }

  #scene(): RelayScene {
    const { relays, clock } = this.#ports;
    return { relays: relays.snapshot(), sharers: this.#sharers(), nowMs: clock.now() };
  }

  /** Clients come to any rendezvous that has not left. */
  #sharers(): number {
    const nodes = this.#ports.cluster.nodes.nodes();
    return Math.max(1, nodes.filter(({ role, state }) => role === "rendezvous" && state === "serving").length);
  }

  #request(question: RelayQuestion): RelayRequest {
    return {
      controllingIp: question.controllingIp,
      targetId: question.targetId,
      controllingPlace: this.locate(question.controllingIp),
      targetPlace: this.locate(question.targetIp),
      webSocket: question.webSocket,
      pools: this.tenantOf(question)?.pools,
      heard: this.#heard,
    };
  }

  /** What the operator's list alone names is not of the cluster, and says nothing. */
  readonly #heard = ({ name }: RelayCandidate): boolean => {
    const { relays, cluster } = this.#ports;
    const node = relays.snapshot().find((relay) => relay.name === name)?.node;
    return node === undefined || cluster.bus.linked(node.slot);
  };
}
