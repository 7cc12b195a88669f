import type { Clock, Random } from "@fairlead/base";
import type { BusMessage, NodeRef } from "@fairlead/wire";
import type { MessageBus } from "./message-bus.ts";
import type { NodeView } from "./node-lease.ts";

/** Echoes that may still come back. */
const MAX_OUTSTANDING = 16;

export interface EchoPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly bus: MessageBus;
}

/**
 * Whether anybody hears this node [CL-4]: its own words come back from a peer's stream, or, where they do not, by pub/sub, which is what the bus does with a message to
 * oneself. A node alone has the second way only.
 */
export class EchoProof {
  readonly #ports: EchoPorts;
  readonly #timeoutMs: number;
  readonly #outstanding = new Set<number>();
  #backAtMs: number;
  #turn = 0;
  #askedPeer: number | undefined;

  constructor(ports: EchoPorts, timeoutMs: number) {
    this.#ports = ports;
    this.#timeoutMs = timeoutMs;
    this.#backAtMs = ports.clock.now();
  }

  /** How long nothing has come back. */
  get silentMs(): number {
    return this.#ports.clock.now() - this.#backAtMs;
  }
  /** Nobody hears this node. */
  get mute(): boolean {
    return this.silentMs > this.#timeoutMs;
  }

  /** To one peer, each in turn; to oneself as well when there is none or the last one asked did not answer. */
  send(self: NodeRef, nodes: readonly NodeView[]): void {
    const unanswered = this.#askedPeer !== undefined && this.#outstanding.has(this.#askedPeer);
    const peer = this.#nextPeer(self, nodes);
    this.#askedPeer = peer === undefined ? undefined : this.#ask(peer);
    if (peer === undefined || unanswered) this.#ask(self);
  }

  /** True when something came back. Answers what others ask. */
  hear(self: NodeRef, from: NodeRef, message: BusMessage): boolean {
    const own = from.slot === self.slot && from.epoch === self.epoch;
    if (message.kind === "echo" && !own) this.#ports.bus.send(from, { kind: "echoed", nonce: message.nonce });
    else if (message.kind === "echo" || message.kind === "echoed") return this.#back(message.nonce);
    return false;
  }

  /** Nothing can be said of the time until now: the store was silent, so pub/sub was too, or this process stood still. */
  forgive(): void {
    this.#backAtMs = this.#ports.clock.now();
  }

  #nextPeer(self: NodeRef, nodes: readonly NodeView[]): NodeView | undefined {
    const peers = nodes.filter(({ slot, state }) => slot !== self.slot && state !== "left");
    const linked = peers.filter(({ slot }) => this.#ports.bus.linked(slot));
    const among = linked.length > 0 ? linked : peers;
    this.#turn += 1;
    return among[this.#turn % Math.max(1, among.length)];
  }

  #ask(to: NodeRef): number {
    const nonce = this.#ports.random.uint32();
    for (const oldest of this.#outstanding) {
      if (this.#outstanding.size < MAX_OUTSTANDING) break;
      this.#outstanding.delete(oldest);
    }
    this.#outstanding.add(nonce);
    this.#ports.bus.send({ slot: to.slot, epoch: to.epoch }, { kind: "echo", nonce });
    return nonce;
  }

  #back(nonce: number): boolean {
    if (!this.#outstanding.delete(nonce)) return false;
    this.#backAtMs = this.#ports.clock.now();
    return true;
  }
}
