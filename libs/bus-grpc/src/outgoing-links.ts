import type { Clock, DropCounter, DropReason, Logger, Random } from "@fairlead/base";
import { mayHear, type NodeRole, type NodeView } from "@fairlead/cluster";
import { type BusKind, encodeBusEnvelope, type NodeRef } from "@fairlead/wire";
import type { BusMetrics } from "./bus-metrics.ts";
import type { LinkSettings } from "./links/link-settings.ts";
import { type LinkPorts, OutgoingLink } from "./links/outgoing-link.ts";
import type { Dialling } from "./links/outgoing-stream.ts";
import type { BusTrust } from "./trust/bus-trust.ts";
import { OTHER_SECRET } from "./trust/secret-trust.ts";

export interface OutgoingPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly drops: DropCounter;
  readonly metrics: () => BusMetrics;
  readonly trust: BusTrust;
}
export interface OwnWords {
  readonly role: NodeRole;
  readonly release: string;
}

const HOST_AND_PORT = /^(\[[0-9a-fA-F:.]+\]|[^\s:/]+):\d{1,5}$/;

/** The ways to all other nodes. */
export class OutgoingLinks {
  readonly #ports: OutgoingPorts;
  readonly #words: OwnWords;
  readonly #settings: LinkSettings;
  readonly #links = new Map<number, OutgoingLink>();
  /** Why a link is down, as it was said last: each further try that ends alike says nothing new. */
  readonly #toldOf = new Map<number, string>();
  #self: NodeRef | undefined;
  #renewals = 0;

  constructor(ports: OutgoingPorts, words: OwnWords, settings: LinkSettings) {
    this.#ports = ports;
    this.#words = words;
    this.#settings = settings;
  }

  get renewals(): number {
    return this.#renewals;
  }
  get all(): readonly OutgoingLink[] {
    return [...this.#links.values()];
  }

  send(to: NodeRef, kind: BusKind, message: Buffer): DropReason | undefined {
    const link = this.#links.get(to.slot);
    if (link === undefined || link.to.epoch !== to.epoch) return "bus_unknown_node";
    if (!mayHear(link.to.role, kind)) return "bus_forbidden";
    return link.send(message);
  }

  linked(slot: number): boolean {
    return this.#links.get(slot)?.linked ?? false;
  }

  up(slot: number): boolean {
    return this.#links.get(slot)?.up ?? false;
  }

  /** Opens what is new, closes what is gone. A node of another epoch is another node, and so are we. */
  follow(self: NodeRef, nodes: readonly NodeView[]): void {
    if (self.epoch !== this.#self?.epoch || self.slot !== this.#self.slot) this.#dropAll();
    this.#self = self;
    const wanted = new Map(nodes.filter((node) => isDialled(node, self)).map((node) => [node.slot, node]));
    for (const [slot, link] of this.#links) {
      if (wanted.get(slot)?.epoch === link.to.epoch) continue;
      this.#links.delete(slot);
      this.#toldOf.delete(slot);
      link.drop();
    }
    for (const node of wanted.values()) this.#describe(node);
  }

  /** The node has just dialled us: it is there. */
  seen(from: NodeRef): void {
    this.#links.get(from.slot)?.retryNow();
  }

  renew(): void {
    for (const link of this.#links.values()) link.renew();
  }

  async close(): Promise<void> {
    const links = this.all;
    await Promise.all(links.map((link) => link.close()));
    this.#links.clear();
  }

  #dropAll(): void {
    for (const link of this.#links.values()) link.drop();
    this.#links.clear();
    this.#toldOf.clear();
  }

  #describe(node: NodeView): void {
    const link = this.#links.get(node.slot);
    if (link === undefined) this.#links.set(node.slot, new OutgoingLink(node, this.#linkPorts(), this.#settings));
    else link.describe(node);
  }

  #linkPorts(): LinkPorts {
    const { clock, random, drops } = this.#ports;
    return {
      clock,
      random,
      prepare: (to) => this.#prepare(to),
      changed: (link, event, reason) => this.#tell(link, event, reason),
      lost: (count) => {
        for (let index = 0; index < count; index += 1) drops.drop("bus_down");
      },
    };
  }

  #prepare(to: NodeView): Dialling | string {
    if (this.#self === undefined) return "this node has no slot yet";
    if (!HOST_AND_PORT.test(to.busAddress)) return `its address ${JSON.stringify(to.busAddress)} is not host:port`;
    const credentials = this.#ports.trust.dial(to);
    if ("distrust" in credentials) return credentials.distrust;
    const words = { kind: "hello", ...this.#self, ...this.#words, ...this.#ports.trust.prove(to, this.#self) } as const;
    return { to, credentials, hello: Buffer.from(encodeBusEnvelope({ number: 0, message: words })) };
  }

  #tell(link: OutgoingLink, event: "up" | "down" | "renewed", reason: string): void {
    const { name, slot, busAddress } = link.to;
    if (event === "down") {
      this.#ports.metrics().reconnects.add();
      if (this.#toldOf.get(slot) === reason) return;
      this.#toldOf.set(slot, reason);
      this.#ports.logger.warn("bus.link_down", { node: name, slot, address: busAddress, reason, ...adviceOn(reason) });
    } else {
      this.#toldOf.delete(slot);
      if (event === "renewed") this.#renewals += 1;
      this.#ports.logger.info(event === "up" ? "bus.link_up" : "bus.link_renewed", { node: name, slot });
    }
  }
}

function isDialled(node: NodeView, self: NodeRef): boolean {
  return node.slot !== self.slot && node.busAddress !== "" && node.state !== "left";
}

function adviceOn(reason: string): { readonly setting?: string; readonly do: string } {
  if (reason.includes(OTHER_SECRET)) return { setting: "BUS_SECRET_FILE", do: "give both nodes the same secret" };
  return { do: "look at that node and at the way to it; it is dialled again by itself" };
}
