import { messageBodies } from "./message-bodies.ts";
import type { MessageBodies, MessageKind } from "./message-types.ts";

/** A body in which only these fields are set; all others hold what an absent field means. */
export function messageBody<K extends MessageKind>(kind: K, fields: Partial<MessageBodies[K]>): MessageBodies[K] {
  return { ...messageBodies[kind].defaults, ...fields };
}
