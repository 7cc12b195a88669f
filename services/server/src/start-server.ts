import { startAdmin, startOps } from "./admin.ts";
import { clientPorts } from "./client-ports.ts";
import type { ClusterPlan } from "./cluster-plan.ts";
import { openDataDir } from "./data-dir.ts";
import { layFoundation } from "./foundation.ts";
import { startFrontPart } from "./front-part.ts";
import { withListenAdvice } from "./listen-advice.ts";
import { opsUrl } from "./ops-url.ts";
import { startRelayPart } from "./relay-part.ts";
import { startRendezvousPart } from "./rendezvous-part.ts";
import type { RunningServer } from "./running-server.ts";
import { gatherParts } from "./server-parts.ts";
import type { ServerPlan } from "./server-plan.ts";
import type { ServerPorts } from "./server-ports.ts";

/**
 * Starts what the plan asks for: relay first, so that no session is brokered before it can be carried; admin and health last, so that whoever sees them
 * sees a server. Rejects with an error that says what to do; then nothing is left open and no file was changed but those of a first start.
 */
export async function startServer(ports: ServerPorts, plan: ServerPlan): Promise<RunningServer> {
  try {
    return await (plan.cluster === undefined ? startParts(ports, plan) : startNodeOf(ports, plan, plan.cluster));
  } catch (error) {
    throw withListenAdvice(error, plan);
  }
}

/** A server by itself loads nothing of Redis and of streams between nodes: it would be a third of its memory. */
async function startNodeOf(ports: ServerPorts, plan: ServerPlan, cluster: ClusterPlan): Promise<RunningServer> {
  const { startNode } = await import("./cluster/start-node.ts");
  return startNode(ports, plan, cluster);
}

async function startParts(ports: ServerPorts, plan: ServerPlan): Promise<RunningServer> {
  await using started = new AsyncDisposableStack();
  openDataDir(plan.dataDir);
  const foundation = layFoundation(ports, started);
  const parts = await gatherParts(ports, plan, foundation, started);
  const relay = await startRelayPart(parts, started);
  const rendezvous = await startRendezvousPart(parts, relay?.admissions, started);
  const front = await startFrontPart(parts, started);
  const commands = [...(rendezvous?.commands ?? []), ...(relay?.commands ?? [])];
  const ops = await startOps(parts, started);
  await startAdmin(parts, { commands, ops }, started);
  foundation.health.enter("serving");
  const running = started.move();
  return {
    ports: clientPorts(plan, parts.tls !== undefined),
    keys: parts.keys,
    opsUrl: opsUrl(plan.opsPort.host, ops.port),
    failure: Promise.race([relay?.failure, front?.failure].filter((failure) => failure !== undefined)),
    drainTimeoutMs: plan.drainMs,
    drain: async (waitingIsOver) => {
      foundation.health.enter("draining");
      front?.stopAccepting();
      rendezvous?.refuseNewcomers();
      await relay?.drain(waitingIsOver);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
