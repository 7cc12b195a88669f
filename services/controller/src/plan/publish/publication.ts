import { nodeName } from "@fairlead/base";
import type { Reach, RelayPool } from "../../api/index.ts";
import type { AddressFinding } from "../address/address-finding.ts";
import { relayAddress } from "../address/relay-address.ts";
import type { PlannedProof } from "../plan-parts.ts";
import { hasEnded, isLeaving } from "../relay/pod-facts.ts";
import { isUp, type Relay } from "../relay/relay.ts";
import type { Snapshot } from "../snapshot.ts";
import { agoMs } from "../times.ts";
import { clientsVantage } from "./clients-vantage.ts";
import { insideVantage, isProofDue } from "./inside-vantage.ts";

/** What clients are told of one relay, and why. */
export interface Publication {
  /** Empty = nobody is sent there. */
  readonly address: string;
  readonly finding: AddressFinding;
  readonly reachability: readonly Reach[];
  /** Whether a proof from inside says so: else rendezvous nodes, which are inside too, must not judge by their own probes [KU-20]. */
  readonly proven: boolean;
  /** Why it is published though nobody proved it, or what may be wrong all the same; for people. */
  readonly warning: string | undefined;
  readonly prove: PlannedProof | undefined;
}

/** [KU-20] Published once a session came through it. */
export function publication(relay: Relay, pool: RelayPool, snapshot: Snapshot): Publication {
  const finding = relayAddress(relay, pool, snapshot);
  const clients = clientsVantage(relay, snapshot.wallMs);
  if (finding.kind === "missing") {
    const reachability = clients ? [clients] : [];
    return { address: "", finding, reachability, proven: false, warning: undefined, prove: undefined };
  }
  const { address } = finding;
  const inside = insideVantage(relay, address, snapshot.wallMs);
  const judged = judge(inside, pool, snapshot, relay.order?.address === address);
  const open = judged.publish && clients?.ok !== false && maySend(relay, address);
  return {
    address: open ? address : "",
    finding,
    reachability: [inside, clients].filter((reach) => reach !== undefined),
    proven: inside?.ok === true,
    warning: judged.warning ?? finding.doubt,
    prove: proofOf(relay, pool, address, snapshot.nowMs),
  };
}

/** What is new may be refused until all of the network has heard of it, which takes half a minute after the API server was away. */
const ALONE_PATIENCE_MS = 30_000;

interface Judged {
  readonly publish: boolean;
  readonly warning?: string;
}

/** [KU-20] On a single node a proof that goes on failing says little: many a network does not lead a node's own traffic back to it. */
function judge(inside: Reach | undefined, { spec }: RelayPool, { nodes, wallMs }: Snapshot, known: boolean): Judged {
  const { probe } = spec.exposure;
  const fails = inside?.ok === false && (known || agoMs(inside.at, wallMs) >= ALONE_PATIENCE_MS);
  const alone = nodes.length === 1 && fails;
  if (probe === "off" || inside?.ok) return { publish: true };
  if (probe === "required" && !alone) return { publish: false };
  const why = inside?.message === undefined ? "no proof yet" : inside.message;
  const step = alone ? "a single node often does not reach itself from outside" : "exposure.probe=warn";
  return { publish: true, warning: `published without proof (${step}): ${why}` };
}

/** A relay that becomes unready for a moment keeps its address: rendezvous nodes see for themselves whether it is there. */
function maySend(relay: Relay, address: string): boolean {
  const { pod, order, report } = relay;
  if (pod === undefined || isLeaving(pod) || hasEnded(pod)) return false;
  return isUp(relay) || (report !== undefined && order?.address === address);
}

function proofOf(relay: Relay, pool: RelayPool, address: string, nowMs: number): PlannedProof | undefined {
  const { exposure } = pool.spec;
  const { pod, report, name } = relay;
  const [podIp, podUid] = [pod?.status?.podIP, pod?.metadata.uid];
  if (exposure.probe === "off" || relay.status.drain !== undefined || !isUp(relay)) return undefined;
  if (report === undefined || podIp === undefined || podUid === undefined) return undefined;
  if (!isProofDue(relay, address, nowMs)) return undefined;
  const tcp = exposure.ports.tcp;
  const webSocket = exposure.advertise === undefined;
  return { wish: { relay: nodeName(name), address, podIp, podPort: tcp, webSocket }, podUid };
}
