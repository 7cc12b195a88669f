import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Endpoint } from "./endpoint.ts";
import { KEPT_ALIVE } from "./kept-alive.ts";

/** A server that asks for no proof, such as `kubectl proxy`. */
export function atUrl(url: string, namespace: string): Endpoint {
  const agent = url.startsWith("https:") ? new HttpsAgent(KEPT_ALIVE) : new HttpAgent(KEPT_ALIVE);
  return {
    server: url.replace(/\/$/, ""),
    namespace,
    credentials: async () => ({ headers: {}, agent }),
    [Symbol.dispose]: () => agent.destroy(),
  };
}
