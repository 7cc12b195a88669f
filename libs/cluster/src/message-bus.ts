import type { DropReason } from "@fairlead/base";
import type { BusMessage, NodeRef } from "@fairlead/wire";
import type { NodeView } from "./node-lease.ts";

export type BusListener = (from: NodeRef, message: BusMessage) => void;

/**
 * Says things to other nodes: at most once, in order per sender and receiver, bounded, never blocking its caller [CL-40]. What a role may not say is not taken
 * from it [CL-41]. Disposing ends the streams after what is queued.
 */
export interface MessageBus extends AsyncDisposable {
  /** `undefined` = taken; otherwise why not, counted by whoever asked. To oneself: delivered like any other. */
  send(to: NodeRef, message: BusMessage): DropReason | undefined;
  /** Hears of everything that comes in after this call. */
  receive(listener: BusListener): Disposable;
  /** These are the nodes, this one (`self`) among them: streams are opened to new ones and closed to those that are gone. Harmless to repeat. */
  follow(self: NodeRef, nodes: readonly NodeView[]): void;
  /** What is sent to this node now has a way; a fresh node counts as linked until its first attempt has failed. */
  linked(slot: number): boolean;
}
