import type { Clock } from "@fairlead/base";
import type { MessageBus, NodeRole, NodeSet, NodeView } from "@fairlead/cluster";
import type { BusMessageOf, NodeRef } from "@fairlead/wire";
import { type AdminAnswer, errorAnswer, parseAnswer } from "./admin-answer.ts";
import type { AdminCommands } from "./admin-commands.ts";

/** What a node said, or why nothing came. */
export type NodeReply = { readonly node: NodeView } & (
  | { readonly kind: "answered"; readonly answer: AdminAnswer }
  | { readonly kind: "silent"; readonly reason: string }
);

export interface NodeCallsPorts {
  readonly clock: Clock;
  readonly bus: MessageBus;
  readonly nodes: NodeSet;
}
export interface NodeCallsSettings {
  /** How long an answer is waited for. */
  readonly timeoutMs: number;
  /** Commands of other nodes that may run here at one time. */
  readonly maxRunning: number;
  /** Own calls that may wait at one time. */
  readonly maxWaiting: number;
  /** Longer answers are not sent: a bus is no file transfer. */
  readonly maxAnswerBytes: number;
}
const nodeCallsDefaults: NodeCallsSettings = {
  timeoutMs: 5_000,
  maxRunning: 32,
  maxWaiting: 1_000,
  maxAnswerBytes: 2 * 2 ** 20,
};

interface WaitingCall {
  readonly node: NodeView;
  readonly timer: Disposable;
  settle(reply: NodeReply): void;
}

/** What a relay may ask others: to look. What changes something is asked for where the operator of the rendezvous stands [CL-41]. */
const LOOKING: ReadonlySet<string> = new Set(["about", "explain", "peer", "peers", "relays", "sessions", "usage"]);
/** The first word of a call that means this very node's part of it; without it, the command means all nodes wherever it is said. */
export const HERE = "here";

/** Admin commands over the bus: answers what other nodes ask of this one, and asks them. No call outlives its deadline, and none rejects. */
export class NodeCalls implements Disposable {
  readonly #ports: NodeCallsPorts;
  readonly #commands: Pick<AdminCommands, "run">;
  readonly #settings: NodeCallsSettings;
  readonly #waiting = new Map<number, WaitingCall>();
  readonly #hearing: Disposable;
  #running = 0;
  #seq = 0;

  /** `commands` takes words as they were sent, `here` included; what it does for `here` asks no other node. */
  constructor(ports: NodeCallsPorts, commands: Pick<AdminCommands, "run">, settings: Partial<NodeCallsSettings> = {}) {
    this.#ports = ports;
    this.#commands = commands;
    this.#settings = { ...nodeCallsDefaults, ...settings };
    this.#hearing = ports.bus.receive((from, message) => {
      if (message.kind === "call") this.#answer(from, message);
      else if (message.kind === "answer") this.#hear(from, message);
    });
  }

  /** Nodes that serve or drain, this one among them, by name. */
  nodes(role?: NodeRole): readonly NodeView[] {
    return this.#ports.nodes
      .nodes()
      .filter((node) => node.state !== "left" && (role === undefined || node.role === role))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Runs the words there; on this node directly. */
  async ask(node: NodeView, words: readonly string[]): Promise<NodeReply> {
    if (isSame(node, this.#ports.nodes.self)) {
      return { kind: "answered", node, answer: await this.#commands.run(words) };
    }
    if (this.#waiting.size >= this.#settings.maxWaiting) return silent(node, "too many calls wait for answers");
    return new Promise((settle) => this.#call(node, words, settle));
  }

  /** Of all these at once, in their order. */
  askAll(nodes: readonly NodeView[], words: readonly string[]): Promise<readonly NodeReply[]> {
    return Promise.all(nodes.map((node) => this.ask(node, words)));
  }

  [Symbol.dispose](): void {
    this.#hearing[Symbol.dispose]();
    for (const [seq, { node }] of [...this.#waiting]) this.#settle(seq, silent(node, "this node ends"));
  }

  #call(node: NodeView, words: readonly string[], settle: (reply: NodeReply) => void): void {
    const { clock, bus } = this.#ports;
    const { timeoutMs } = this.#settings;
    this.#seq = (this.#seq + 1) % 2 ** 32;
    const seq = this.#seq;
    const timer = clock.after(timeoutMs, () => this.#settle(seq, silent(node, `no answer in ${timeoutMs / 1000} s`)));
    this.#waiting.set(seq, { node, timer, settle });
    const lost = bus.send(node, { kind: "call", seq, words });
    if (lost !== undefined) this.#settle(seq, silent(node, `not reached: ${lost}`));
  }

  #hear(from: NodeRef, { seq, json }: BusMessageOf<"answer">): void {
    const waiting = this.#waiting.get(seq);
    if (waiting === undefined || !isSame(waiting.node, from)) return;
    const { node } = waiting;
    const answer = parseAnswer(json);
    this.#settle(
      seq,
      answer === undefined ? silent(node, "its answer was no answer") : { kind: "answered", node, answer },
    );
  }

  #settle(seq: number, reply: NodeReply): void {
    const waiting = this.#waiting.get(seq);
    if (waiting === undefined) return;
    this.#waiting.delete(seq);
    waiting.timer[Symbol.dispose]();
    waiting.settle(reply);
  }

  #answer(from: NodeRef, { seq, words }: BusMessageOf<"call">): void {
    const tell = (answer: AdminAnswer): void =>
      void this.#ports.bus.send(from, { kind: "answer", seq, json: this.#inBounds(answer) });
    void this.#run(from, words).then(tell);
  }

  async #run(from: NodeRef, words: readonly string[]): Promise<AdminAnswer> {
    const word = (words[0] === HERE ? words[1] : words[0]) ?? "";
    if (!this.#mayAsk(from, word)) return errorAnswer(`a relay may not ask for ${word}`);
    if (this.#running >= this.#settings.maxRunning) return errorAnswer("too many commands run here; do: ask again");
    this.#running += 1;
    try {
      return await this.#commands.run(words);
    } finally {
      this.#running -= 1;
    }
  }

  #mayAsk(from: NodeRef, word: string): boolean {
    const asking = this.#ports.nodes.nodes().find((node) => isSame(node, from));
    return asking?.role === "rendezvous" || LOOKING.has(word);
  }

  #inBounds(answer: AdminAnswer): string {
    const json = JSON.stringify(answer);
    if (json.length <= this.#settings.maxAnswerBytes) return json;
    return JSON.stringify(errorAnswer("the answer is too long to be sent to another node; do: ask there"));
  }
}

const isSame = (one: NodeRef, other: NodeRef): boolean => one.slot === other.slot && one.epoch === other.epoch;
const silent = (node: NodeView, reason: string): NodeReply => ({ kind: "silent", node, reason });
