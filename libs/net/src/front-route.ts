import type { WsAcceptor } from "./listen-settings.ts";

/**
 * An internal listener of ours. It gets a PROXY v2 header with the client's address first, so it must trust this front.
 */
export type PipeTarget = { readonly path: string } | { readonly port: number; readonly host: string };

export type FrontRoute =
  /** Upgrades are answered here. */
  | { readonly kind: "websocket"; readonly accept: WsAcceptor }
  /** Upgrades are handed on, request head and all, as raw bytes. */
  | { readonly kind: "pipe"; readonly to: PipeTarget }
  /**
   * Plain requests are forwarded to an HTTP server; `baseUrl` may have a path, which comes before the request's own.
   */
  | { readonly kind: "http"; readonly baseUrl: string };

export interface RoutedPrefix {
  /** `/ws/id` matches that path and everything below it; `/` matches everything. The longest match wins. */
  readonly prefix: string;
  readonly route: FrontRoute;
}

/**
 * `target` as in the request line, resolved: dot segments, also as `%2e`, never leave a prefix. Undefined for what is
 * no path.
 */
export function resolveTarget(target: string): { readonly path: string; readonly query: string } | undefined {
  if (!target.startsWith("/")) return undefined;
  const url = URL.parse(`http://front${target}`);
  return url === null || url.host !== "front" ? undefined : { path: url.pathname, query: url.search };
}

export function findRoute(routes: readonly RoutedPrefix[], path: string): FrontRoute | undefined {
  let best: RoutedPrefix | undefined;
  for (const candidate of routes) {
    const below = candidate.prefix.endsWith("/") ? candidate.prefix : `${candidate.prefix}/`;
    if (path !== candidate.prefix && !path.startsWith(below)) continue;
    if (best === undefined || candidate.prefix.length > best.prefix.length) best = candidate;
  }
  return best?.route;
}
