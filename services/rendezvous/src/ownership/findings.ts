import type { ClaimFindings, PeerLocation } from "@fairlead/cluster";
import { decodeBusEnvelope } from "@fairlead/wire";
import type { OperatorEvents } from "../operator/operator-events.ts";
import type { RendezvousPorts } from "../ports.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { OwnershipMetrics } from "./ownership-metrics.ts";

/** Acts on what an accepted claim found: the previous owner is told [CL-10], requests that waited for the device are handed to it [CL-22]. */
export class Findings {
  readonly #ports: RendezvousPorts;
  readonly #operator: OperatorEvents;
  readonly #metrics: OwnershipMetrics;

  constructor(ports: RendezvousPorts, operator: OperatorEvents, metrics: OwnershipMetrics) {
    this.#ports = ports;
    this.#operator = operator;
    this.#metrics = metrics;
  }

  /** The device has its answer already: its requests come after it. */
  act(peer: PresentPeer, { ousted, parked }: ClaimFindings): void {
    if (ousted !== undefined) this.#tell(peer, ousted);
    this.deliver(peer, parked ?? []);
  }

  /** Over the very way by which the device registered [CL-25]. */
  deliver(peer: PresentPeer, parked: readonly Uint8Array[]): void {
    for (const bytes of parked) {
      const message = decodeBusEnvelope(bytes)?.message;
      if (message?.kind !== "push") this.#ports.drops.drop("bad_message");
      else if (peer.channel.push(message.payload)) this.#metrics.parkedDelivered.add();
      else this.#ports.drops.drop("offline_peer");
    }
  }

  #tell({ id, address }: PresentPeer, { owner, address: before }: PeerLocation): void {
    const { cluster, drops } = this.#ports;
    const same = before.ip === address.ip && before.port === address.port;
    if (!same) this.#operator.moved(id, before.ip, address.ip);
    const { kind } = cluster.nodes.ownerState(owner);
    if (kind !== "alive" && kind !== "suspect") return;
    const lost = cluster.bus.send(owner, { kind: "moved", peerId: id, epoch: owner.epoch });
    if (lost !== undefined) drops.drop(lost);
  }
}
