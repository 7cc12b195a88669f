import type { BusKind } from "@fairlead/wire";
import type { NodeRole } from "./node-lease.ts";

/** A relay holds no device and brokers nothing: it proves that it lives, answers what it was asked, and asks to look; what a relay may ask is decided where calls are answered. */
const RELAY_MAY: ReadonlySet<BusKind> = new Set(["answer", "call", "echo", "echoed", "hello"]);

/** A relay is told of sessions, and asked: a request for a device, or its reply, says who calls whom, and is nothing for it, whatever a lease says of where it is. */
const RELAY_HEARS: ReadonlySet<BusKind> = new Set(["admit", "answer", "call", "echo", "echoed", "hello"]);

/** Whether a node of this role may say this [CL-41]; decided by whoever receives, of the role that the sender has proven. */
export function maySay(role: NodeRole, kind: BusKind): boolean {
  return role === "rendezvous" || RELAY_MAY.has(kind);
}

/** Whether a node of this role may be told this [CL-41]; decided by whoever sends, of the role in the lease, which whoever listens there has to prove. */
export function mayHear(role: NodeRole, kind: BusKind): boolean {
  return role === "rendezvous" || RELAY_HEARS.has(kind);
}

/** The role a text names, or `undefined`. */
export function nodeRole(text: string): NodeRole | undefined {
  return text === "rendezvous" || text === "relay" ? text : undefined;
}
