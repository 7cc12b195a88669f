import type { Clock, DropCounter, Logger, Metrics, NodeName, Random } from "@fairlead/base";
import type { BusListener, NodeRole } from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import { type BusLoad, BusMetrics } from "./bus-metrics.ts";
import { GrpcBus, loggedListeners } from "./grpc-bus.ts";
import { IncomingStreams } from "./incoming-streams.ts";
import { listenForNodes } from "./links/bus-server.ts";
import { type LinkSettings, linkDefaults } from "./links/link-settings.ts";
import { OutgoingLinks } from "./outgoing-links.ts";
import { openTrust, type TrustSettings } from "./trust/open-trust.ts";

export interface GrpcBusPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly drops: DropCounter;
}
export interface GrpcBusSettings {
  /** `host:port`; port 0 takes one that is free. */
  readonly listen: string;
  readonly name: NodeName;
  readonly role: NodeRole;
  readonly release: string;
  readonly trust: TrustSettings;
  readonly links?: Partial<LinkSettings>;
}

/**
 * Listens for other nodes; who they are is heard with `follow`. Rejects with `BusTrustError` when what it proves itself with cannot be used, with `BusListenError`
 * when there is no such address.
 */
export async function openGrpcBus(ports: GrpcBusPorts, settings: GrpcBusSettings): Promise<GrpcBus> {
  const links: LinkSettings = { ...linkDefaults, ...settings.links };
  const words = { role: settings.role, release: settings.release };
  const trust = await openTrust(ports, { name: settings.name, role: settings.role }, settings.trust);
  const listeners = loggedListeners(ports.logger);
  const outgoing: OutgoingLinks = new OutgoingLinks({ ...ports, trust, metrics: () => metrics }, words, links);
  const load = (): BusLoad => loadOf(outgoing, incoming.size);
  const metrics = new BusMetrics(ports.metrics, load);
  const heard: BusListener = (from, message) => {
    metrics.count("in", message.kind);
    listeners.tell(from, message);
  };
  const met = (from: NodeRef): void => outgoing.seen(from);
  const incoming = new IncomingStreams({ ...ports, trust, heard, met }, words, links);
  try {
    const server = await listenForNodes(settings.listen, trust.server, links, (call) => incoming.accept(call));
    return new GrpcBus({
      ...ports,
      metrics,
      trust,
      outgoing,
      incoming,
      server,
      listeners,
      heard,
      settings: links,
      load,
    });
  } catch (error) {
    trust[Symbol.dispose]();
    throw error;
  }
}

function loadOf(outgoing: OutgoingLinks, incoming: number): BusLoad {
  const all = outgoing.all;
  const up = all.filter((link) => link.up).length;
  return {
    incoming,
    linksUp: up,
    linksDown: all.length - up,
    queuedMessages: all.reduce((sum, { queue }) => sum + queue.size, 0),
    queuedBytes: all.reduce((sum, { queue }) => sum + queue.bytes, 0),
  };
}
