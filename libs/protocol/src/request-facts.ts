import type { SocketAddress } from "@fairlead/wire";
import type { TargetFacts } from "./punch-target.ts";
import type { RelayOverride } from "./relay-plan.ts";
import type { ClientTransport } from "./transport.ts";

/** A, the side that wants to control. */
export interface Controlling {
  readonly address: SocketAddress;
  readonly transport: ClientTransport;
}

/** What every request of A for a device is decided by. */
export interface RequestFacts {
  readonly controlling: Controlling;
  readonly target: TargetFacts | undefined;
  /** Why its tenant's devices are not served, in words for people; empty = they are [CL-49]. */
  readonly suspended?: string | undefined;
  readonly relayOverrides: readonly RelayOverride[];
  /** Asked once, and only for a request that is pushed and needs one: each answer is a turn of the relays [RC-1]. */
  readonly pickRelay: () => string;
  readonly nowMs: number;
}
