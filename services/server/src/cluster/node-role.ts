import type { SharedState } from "@fairlead/cluster";
import type { DrainableNode } from "@fairlead/relay";
import type { AdminCommand } from "@fairlead/runtime";

/** What a role is to the node around it. */
export interface NodeRolePart {
  /** Of this node alone. */
  readonly commands: readonly AdminCommand[];
  readonly state: SharedState;
  /** The gauge that counts what would be lost with this node: devices, or sessions. */
  readonly loadMetric: string;
  /** Rejects when a part of it is lost; never resolves. */
  readonly failure: Promise<never> | undefined;
  /** How long a drain may take after `drainMs` before the process ends anyway. */
  readonly extraDrainMs: number;
  /** What drains begins when balancers may know of it, not before: whom it asks away must not come back here [KU-34]. */
  readonly drainsWhenUnready: boolean;
  /** Lets others take over. `forGood`: the process ends afterwards. Resolves when nothing is left to wait for, when the signal aborts, or when taken back. */
  drain(waitingIsOver: AbortSignal, forGood: boolean): Promise<void>;
  undrain(): Promise<void>;
  /** Orders to drain, where somebody gives such, go there from now on [KU-4]. */
  obey(node: DrainableNode): void;
}
