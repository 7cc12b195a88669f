import type { Clock, DropCounter, Logger } from "@fairlead/base";
import type { NodeRole, NodeView } from "@fairlead/cluster";
import { type BusMessage, encodeBusEnvelope, type NodeRef } from "@fairlead/wire";
import { type IncomingEvents, IncomingStream, type LinkCall } from "./links/incoming-stream.ts";
import type { LinkSettings } from "./links/link-settings.ts";
import type { OwnWords } from "./outgoing-links.ts";
import type { BusTrust, Distrust, Hello } from "./trust/bus-trust.ts";

export interface IncomingPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly drops: DropCounter;
  readonly trust: BusTrust;
  readonly heard: (from: NodeRef, message: BusMessage) => void;
  /** A node has proven who it is. */
  readonly met: (from: NodeRef) => void;
}
/** A node has one, two while it renews. */
const STREAMS_OF_A_NODE = 2;

/** The streams of all other nodes. */
export class IncomingStreams {
  readonly #ports: IncomingPorts;
  readonly #words: OwnWords;
  readonly #settings: LinkSettings;
  readonly #streams = new Set<IncomingStream>();
  #self: NodeRef | undefined;
  #nodes: readonly NodeView[] = [];

  constructor(ports: IncomingPorts, words: OwnWords, settings: LinkSettings) {
    this.#ports = ports;
    this.#words = words;
    this.#settings = settings;
  }

  get size(): number {
    return this.#streams.size;
  }

  /** What is meant for an earlier life of this node is not taken any more: the others hear that we are another. */
  follow(self: NodeRef, nodes: readonly NodeView[]): void {
    this.#nodes = nodes;
    const reborn = this.#self !== undefined && (this.#self.epoch !== self.epoch || this.#self.slot !== self.slot);
    this.#self = self;
    if (reborn) for (const stream of [...this.#streams]) stream.refuse("this node has begun another life");
    else this.#judgeAgain();
  }

  accept(call: LinkCall): void {
    const events: IncomingEvents = {
      introduce: (hello, certificate) => this.#introduce(hello, certificate),
      heard: (from, message) => this.#ports.heard(from, message),
      ended: () => this.#streams.delete(stream),
    };
    const stream = new IncomingStream(call, this.#ports, this.#settings, events);
    this.#streams.add(stream);
    if (this.#streams.size > this.#settings.maxIncoming) stream.refuse("too many streams");
  }

  close(): void {
    for (const stream of [...this.#streams]) stream.refuse("this node ends");
  }

  /** A lease that was written anew gives nobody the say of another role than it has proven [CL-41]. */
  #judgeAgain(): void {
    for (const stream of [...this.#streams]) {
      const { from, role } = stream;
      if (from === undefined || role === undefined) continue;
      const wrong = this.#wrongRole(from, role);
      if (wrong !== undefined) stream.refuse(this.#refuse({ ...from, role }, wrong).distrust);
    }
  }

  #wrongRole({ slot, epoch }: NodeRef, role: NodeRole): Distrust | undefined {
    const known = this.#nodes.find((node) => node.slot === slot && node.epoch === epoch);
    if (known === undefined || known.role === role) return undefined;
    return { distrust: `its lease is that of a ${known.role}, its hello that of a ${role}` };
  }

  #introduce(hello: Hello, certificate: Uint8Array | undefined): ReturnType<IncomingEvents["introduce"]> {
    const { slot, epoch } = hello;
    if (this.#self === undefined) return { distrust: "this node has no slot yet" };
    const role = this.#ports.trust.admit({ hello, certificate });
    if (typeof role === "object") return this.#refuse(hello, role);
    const wrong = this.#wrongRole(hello, role);
    if (wrong !== undefined) return this.#refuse(hello, wrong);
    this.#makeRoomFor(hello);
    queueMicrotask(() => this.#ports.met({ slot, epoch }));
    return { role, answer: this.#ownHello(this.#self) };
  }

  #refuse({ slot, role }: Pick<Hello, "slot" | "role">, distrust: Distrust): Distrust {
    this.#ports.drops.drop("bus_forbidden");
    this.#ports.logger.warn("bus.hello_refused", { slot, role, reason: distrust.distrust });
    return distrust;
  }

  /** A dead stream of a node that dials again is not waited for. */
  #makeRoomFor({ slot, epoch }: NodeRef): void {
    const earlier = [...this.#streams].filter(({ from }) => from?.slot === slot && from.epoch === epoch);
    for (const stream of earlier.slice(0, Math.max(0, earlier.length - STREAMS_OF_A_NODE + 1)))
      stream.refuse("a newer stream of this node");
  }

  #ownHello(self: NodeRef): Buffer {
    const none = { proof: new Uint8Array(0), nonce: new Uint8Array(0) };
    const message = { kind: "hello", ...self, ...this.#words, ...none } as const;
    return Buffer.from(encodeBusEnvelope({ number: 0, message }));
  }
}
