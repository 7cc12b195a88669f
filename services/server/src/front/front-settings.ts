import type { RoutedPrefix } from "@fairlead/net";
import type { LogLevel } from "@fairlead/runtime";
import type { InternalSockets } from "../internal-sockets.ts";
import type { ServerParts } from "../server-parts.ts";
import type { ServerPlan } from "../server-plan.ts";
import type { TlsFiles } from "../tls-files.ts";

/** All that the front's thread is given. Plain data: crosses threads. */
export interface FrontData {
  readonly port: number;
  readonly bind: string | undefined;
  readonly trustedProxies: readonly string[];
  readonly tlsFiles: TlsFiles | undefined;
  readonly routes: readonly RoutedPrefix[];
  readonly log: { readonly level: LogLevel; readonly format: "json" | "pretty" };
}

/** `undefined` when nobody asked for an HTTPS port. */
export function frontData({ ports, plan, tlsFiles, sockets }: ServerParts): FrontData | undefined {
  if (plan.httpsPort === undefined || sockets === undefined) return undefined;
  return {
    port: plan.httpsPort,
    bind: plan.bindHost,
    trustedProxies: plan.trustedProxies,
    tlsFiles,
    routes: routesOf(plan, sockets),
    log: { level: plan.logLevel, format: ports.logFormat },
  };
}

/** By path: `/ws/id`, `/ws/relay` and, with an API server, `/api`. */
function routesOf(plan: ServerPlan, sockets: InternalSockets): readonly RoutedPrefix[] {
  const routes: RoutedPrefix[] = [];
  if (plan.rendezvous !== undefined) {
    routes.push({ prefix: "/ws/id", route: { kind: "pipe", to: { path: sockets.rendezvousPath } } });
  }
  if (plan.relay !== undefined) {
    routes.push({ prefix: "/ws/relay", route: { kind: "pipe", to: { path: sockets.relayPath } } });
  }
  if (plan.apiUrl !== undefined) routes.push({ prefix: "/api", route: { kind: "http", baseUrl: plan.apiUrl } });
  return routes;
}
