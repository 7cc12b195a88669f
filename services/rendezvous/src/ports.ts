import type { Clock, DropCounter, Logger, Metrics, Random, Tracer } from "@fairlead/base";
import type { Admissions, ClusterPorts, PeerRegistry, RelayDirectory, Signer } from "@fairlead/cluster";
import type { TlsSource } from "@fairlead/net";

/** What a rendezvous needs from the outside. */
export interface RendezvousPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly drops: DropCounter;
  readonly registry: PeerRegistry;
  readonly relays: RelayDirectory;
  readonly admissions: Admissions;
  /** `undefined` = signing is off: no KeyExchange, no signed keys [KEY-2]. */
  readonly signer: Signer | undefined;
  /** What is shared with other nodes; `soloCluster` where there are none. */
  readonly cluster: ClusterPorts;
  readonly tracer: Tracer;
  /** `undefined` = the WebSocket port speaks no TLS. */
  readonly tls: TlsSource | undefined;
}
