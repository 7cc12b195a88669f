import type { IncomingMessage } from "node:http";
import type { Visitor } from "./visitor.ts";
import type { WsOrigin } from "./ws-connection.ts";

/** A request to upgrade: who asks, the head, and what came after it. */
export interface UpgradeRequest {
  readonly visitor: Visitor;
  readonly request: IncomingMessage;
  /** The first bytes of the other protocol. */
  readonly head: Buffer;
  readonly origin: WsOrigin;
}
