import { type Listener, listenFront, type RoutedPrefix } from "@fairlead/net";
import { CidrList } from "@fairlead/wire";
import type { InternalSockets } from "./internal-sockets.ts";
import type { ServerParts } from "./server-parts.ts";
import type { ServerPlan } from "./server-plan.ts";

/** The same bounds as the ports behind it. */
const MAX_CONNECTIONS = 20_000;
const MAX_CONNECTIONS_PER_ADDRESS = 4_000;
const OPENING_DEADLINE_MS = 30_000;
const MAX_QUEUED_BYTES = 1_048_576;

/** One port for everything that can go by path: `/ws/id`, `/ws/relay` and, with an API server, `/api`. */
export async function openFront(
  { ports, plan, foundation, tls, sockets }: ServerParts,
  started: AsyncDisposableStack,
): Promise<Listener | undefined> {
  if (plan.httpsPort === undefined || sockets === undefined) return undefined;
  const settings = {
    name: "https",
    at: { port: plan.httpsPort, bind: plan.bindHost },
    trustedProxies: CidrList.parse(plan.trustedProxies),
    maxConnections: MAX_CONNECTIONS,
    maxConnectionsPerAddress: MAX_CONNECTIONS_PER_ADDRESS,
    openingDeadlineMs: OPENING_DEADLINE_MS,
    maxPayloadBytes: MAX_QUEUED_BYTES,
    maxQueuedBytes: MAX_QUEUED_BYTES,
    tls,
    routes: routesOf(plan, sockets),
  };
  return started.use(await listenFront(settings, { ...ports, ...foundation }));
}

function routesOf(plan: ServerPlan, sockets: InternalSockets): readonly RoutedPrefix[] {
  const routes: RoutedPrefix[] = [];
  if (plan.rendezvous !== undefined) {
    routes.push({ prefix: "/ws/id", route: { kind: "pipe", to: { path: sockets.rendezvousPath } } });
  }
  if (plan.relay !== undefined)
    routes.push({ prefix: "/ws/relay", route: { kind: "pipe", to: { path: sockets.relayPath } } });
  if (plan.apiUrl !== undefined) routes.push({ prefix: "/api", route: { kind: "http", baseUrl: plan.apiUrl } });
  return routes;
}
