import type { DropCounter, DropReason, Metrics } from "@fairlead/base";
import type { BusMessage, BusMessageOf, NodeRef } from "@fairlead/wire";
import type { ClusterPorts } from "./cluster-ports.ts";

/** Hand `payload` to a device; `entry` is the number of the request that waits here for its reply. */
export type ForwardedPush = Pick<BusMessageOf<"push">, "peerId" | "payload" | "entry" | "trace">;
export type ForwardedReply = Omit<BusMessageOf<"reply">, "kind">;

/** What a node does with what others forward to it. */
export interface ForwardReceiver {
  /** False when the device is not registered here. */
  push(push: BusMessageOf<"push">): boolean;
  pushFailed(from: NodeRef, failed: BusMessageOf<"pushFailed">): void;
  reply(from: NodeRef, reply: BusMessageOf<"reply">): void;
  replyFault(ip: string): void;
}

export interface ForwarderPorts {
  readonly cluster: Pick<ClusterPorts, "nodes" | "bus">;
  readonly drops: DropCounter;
  readonly metrics: Metrics;
}

type Forwarded = "push" | "pushFailed" | "reply" | "replyFault";
const FORWARDED: ReadonlySet<string> = new Set<Forwarded>(["push", "pushFailed", "reply", "replyFault"]);

/**
 * Carries requests to the node that holds the device, and replies to the node that holds the request: one message, one hop, delivered or dropped with a reason that is
 * counted here [CL-20] [CL-23]. What others forward is answered only while this node is proven [CL-7].
 */
export class Forwarder {
  readonly #ports: ForwarderPorts;

  constructor(ports: ForwarderPorts) {
    this.#ports = ports;
  }

  /** From now on this node takes what others forward. One receiver at a time. */
  serve(receiver: ForwardReceiver): Disposable {
    return this.#ports.cluster.bus.receive((from, message) => this.#take(from, message, receiver));
  }

  /** `undefined` = on its way; that it was not delivered may still be heard as `pushFailed`. */
  push(owner: NodeRef, push: ForwardedPush): DropReason | undefined {
    return this.#send(owner, this.pushMessage(push));
  }

  /** What `push` says, to be kept for whoever the device registers with next [CL-22]. */
  pushMessage(push: ForwardedPush): BusMessageOf<"push"> {
    return { kind: "push", ...push, ...this.#ports.cluster.nodes.self };
  }

  reply(holder: NodeRef, reply: ForwardedReply): DropReason | undefined {
    return this.#send(holder, { kind: "reply", ...reply });
  }

  /** A reply that came in at `to` proved nothing here. */
  fault(to: NodeRef, ip: string): void {
    this.#send(to, { kind: "replyFault", ip });
  }

  /** The node that has this slot now and may hold requests; `undefined` for this node's own. */
  holderOf(slot: number): NodeRef | undefined {
    const { nodes } = this.#ports.cluster;
    if (slot === nodes.self.slot) return undefined;
    return nodes.nodes().find((node) => node.slot === slot && node.role === "rendezvous" && node.state !== "left");
  }

  #take(from: NodeRef, message: BusMessage, receiver: ForwardReceiver): void {
    if (!FORWARDED.has(message.kind)) return;
    if (!this.#ports.cluster.nodes.proven) this.#ports.drops.drop("lease_unproven");
    else if (message.kind === "push") this.#takePush(from, message, receiver);
    else if (message.kind === "pushFailed") receiver.pushFailed(from, message);
    else if (message.kind === "reply") receiver.reply(from, message);
    else if (message.kind === "replyFault") receiver.replyFault(message.ip);
  }

  #takePush(from: NodeRef, push: BusMessageOf<"push">, receiver: ForwardReceiver): void {
    if (receiver.push(push)) return;
    this.#ports.drops.drop("offline_peer");
    this.#count("push", "offline_peer");
    this.#send(from, { kind: "pushFailed", entry: push.entry, peerId: push.peerId });
  }

  #send(to: NodeRef, message: BusMessageOf<Forwarded>): DropReason | undefined {
    const lost = this.#ports.cluster.bus.send({ slot: to.slot, epoch: to.epoch }, message);
    if (lost !== undefined) {
      this.#ports.drops.drop(lost);
      this.#count(message.kind, lost);
    }
    return lost;
  }

  #count(kind: Forwarded, reason: DropReason): void {
    const help = "Messages for another node's device or request that were not delivered, by kind and reason";
    this.#ports.metrics.counter({ name: "fairlead_forwards_failed_total", help }, { kind, reason }).add();
  }
}
