import type { Admissions, TlsMaterial } from "@fairlead/cluster";
import { type RelaySettings, RelayThread } from "@fairlead/relay";
import type { AdminCommand } from "@fairlead/runtime";
import { relaySettings } from "./relay-settings.ts";
import type { ServerParts } from "./server-parts.ts";
import type { RelayPlan } from "./server-plan.ts";

/** The relay's thread is alive while it answers. */
const LOOK_EVERY_MS = 5_000;
const MAX_SILENCE_MS = 20_000;

/** The relay of a server, in its own thread. */
export interface RelayPart {
  readonly admissions: Admissions;
  readonly commands: readonly AdminCommand[];
  drain(waitingIsOver: AbortSignal): Promise<void>;
  /** Rejects when the thread is lost; never resolves. */
  readonly failure: Promise<never>;
}

/** With a rendezvous beside it the relay carries brokered sessions only [RL-3]; alone it has hbbr's rule. */
export async function startRelayPart(
  parts: ServerParts,
  started: AsyncDisposableStack,
): Promise<RelayPart | undefined> {
  const { plan } = parts;
  if (plan.relay === undefined) return undefined;
  const { thread, failure } = await openRelayThread(parts, plan.relay, plan.rendezvous !== undefined, started);
  return {
    admissions: thread.admissions,
    commands: thread.commands,
    failure,
    drain: (over) => thread.drain(over),
  };
}

/** A relay's thread, watched: `failure` rejects when it is lost. */
export interface RelayInThread {
  readonly thread: RelayThread;
  readonly failure: Promise<never>;
}

/** Where relays of the same address reach this one, and what they prove themselves with [CL-38]. */
export interface MeshPart {
  readonly at: RelaySettings["mesh"];
  readonly trust: TlsMaterial;
}

export async function openRelayThread(
  parts: ServerParts,
  own: RelayPlan,
  admissionRequired: boolean,
  started: AsyncDisposableStack,
  mesh?: MeshPart,
): Promise<RelayInThread> {
  const { ports, plan, foundation } = parts;
  const thread = await RelayThread.start(ports.clock, {
    settings: { ...relaySettings(parts, own), mesh: mesh?.at },
    admissionRequired,
    meshTrust: mesh?.trust,
    log: { level: plan.logLevel, format: ports.logFormat },
  });
  started.use(thread);
  started.use(foundation.metrics.include(() => thread.metrics()));
  const beat = foundation.health.loop("relay", MAX_SILENCE_MS);
  started.use(ports.clock.every(LOOK_EVERY_MS, () => void thread.ping().then(beat, () => undefined)));
  const failure = thread.lost.then((fault): never => {
    throw fault;
  });
  // Whoever waits for it still sees the rejection.
  failure.catch(() => undefined);
  return { thread, failure };
}
