import type { DropCounter } from "@fairlead/base";
import type { ForwardingEngine, JoinEnd, JoinOptions } from "@fairlead/cluster";
import { FramedLeg } from "./framed-leg.ts";
import type { Leg } from "./leg.ts";
import { Pair } from "./pair.ts";

/**
 * The engine in TypeScript. Two byte legs become an opaque pipe [RL-6]; when one leg speaks messages both do, one frame's payload to one binary message
 * [RL-7].
 */
export class SocketForwardingEngine implements ForwardingEngine<Leg> {
  readonly #drops: DropCounter;

  constructor(ports: { readonly drops: DropCounter }) {
    this.#drops = ports.drops;
  }

  join(first: Leg, second: Leg, options: JoinOptions): Promise<JoinEnd> {
    const bridged = first.kind !== second.kind;
    const one = bridged ? this.#asMessages(first) : first;
    const other = bridged ? this.#asMessages(second) : second;
    return new Promise((resolve) => new Pair(one, other, options, resolve).start());
  }

  #asMessages(leg: Leg): Leg {
    return leg.kind === "messages" ? leg : new FramedLeg(leg, this.#drops);
  }
}
