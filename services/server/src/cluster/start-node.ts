import { errorMessage, withDeadline } from "@fairlead/base";
import { startAdmin, startOps } from "../admin.ts";
import { clientPorts } from "../client-ports.ts";
import type { ClusterPlan } from "../cluster-plan.ts";
import { openDataDir } from "../data-dir.ts";
import { layFoundation } from "../foundation.ts";
import { startFrontPart } from "../front-part.ts";
import { opsUrl } from "../ops-url.ts";
import type { RunningServer } from "../running-server.ts";
import { gatherParts, type ServerParts } from "../server-parts.ts";
import type { ServerPlan } from "../server-plan.ts";
import type { ServerPorts } from "../server-ports.ts";
import { type ClusterNode, joinCluster } from "./cluster-node.ts";
import { clusterCommands } from "./ctl/cluster-commands.ts";
import { NodeDrain } from "./node-drain.ts";
import type { NodeRolePart } from "./node-role.ts";
import { openTracing } from "./open-tracing.ts";
import { startRelayNode } from "./relay-node.ts";
import { startRendezvousNode } from "./rendezvous-node.ts";
import { SettingsFollower } from "./settings-follower.ts";

const LEAVE_TIMEOUT_MS = 2_000;

/**
 * Starts one node of several. Health first, since a node may have to wait for its Redis; then what is shared, the lease, the role, the settings that others made, `ctl`.
 * It ends the other way round, except that it leaves before its ports close: who asks for its devices then waits for them to come back elsewhere [CL-22].
 */
export async function startNode(ports: ServerPorts, plan: ServerPlan, cluster: ClusterPlan): Promise<RunningServer> {
  await using started = new AsyncDisposableStack();
  openDataDir(plan.dataDir);
  const foundation = layFoundation(ports, started);
  const parts = await gatherParts(ports, plan, foundation, started);
  const ops = await startOps(parts, started);
  const tracer = await openTracing(parts, cluster, started);
  const node = await joinCluster(parts, cluster, started);
  const role = await startRole(parts, node, tracer, started);
  const follower = started.use(
    await SettingsFollower.start({ ...ports, ...node, settings: node.stores.settings, state: role.state }),
  );
  const front = await startFrontPart(parts, started);
  const drain = started.use(new NodeDrain({ ...ports, ...foundation, membership: node.membership, role }, cluster));
  const ctl = { ...ports, ...foundation, ...node, role, follower, drain };
  const { commands, otherwise } = clusterCommands(
    { ...ctl, name: cluster.nodeName, nodeRole: node.role, settings: node.stores.settings },
    started,
  );
  await startAdmin(parts, { commands, otherwise, ops }, started);
  role.obey(drain);
  const leave = leaveOnce(ports, node);
  started.defer(leave);
  foundation.health.enter("serving");
  const running = started.move();
  return {
    ports: clientPorts(plan, parts.tls !== undefined),
    keys: parts.keys,
    opsUrl: opsUrl(plan.opsPort.host, ops.port),
    failure: Promise.race([role.failure, front?.failure].filter((failure) => failure !== undefined)),
    drainTimeoutMs: cluster.readyDelayMs + plan.drainMs + role.extraDrainMs,
    drain: async (waitingIsOver) => {
      await drain.toEnd(waitingIsOver);
      front?.stopAccepting();
      await leave();
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function startRole(
  parts: ServerParts,
  node: ClusterNode,
  tracer: Parameters<typeof startRendezvousNode>[3],
  started: AsyncDisposableStack,
): Promise<NodeRolePart> {
  const { rendezvous, relay } = parts.plan;
  if (rendezvous !== undefined) return startRendezvousNode(parts, node, rendezvous, tracer, started);
  if (relay !== undefined) return startRelayNode(parts, node, relay, started);
  throw new TypeError("a node is a rendezvous or a relay");
}

/** Where Redis does not answer, the lease runs out by itself. */
function leaveOnce({ clock, logger }: ServerPorts, { membership }: ClusterNode): () => Promise<void> {
  let left: Promise<void> | undefined;
  return () => {
    left ??= withDeadline(clock, LEAVE_TIMEOUT_MS, membership.leave()).catch((error: unknown) =>
      logger.warn("lease.not_left", { reason: errorMessage(error) }),
    );
    return left;
  };
}
