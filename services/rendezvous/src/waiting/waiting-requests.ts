import type { Clock, Random } from "@fairlead/base";
import { isRetransmission, type ReplyKey } from "@fairlead/protocol";
import { limitKey, MAX_NONCE, packTag, type SocketAddress, unpackTag } from "@fairlead/wire";
import { EntryNumbers } from "./entry-numbers.ts";
import type { NewRequest, Requester, WaitingEntry } from "./waiting-entry.ts";

export interface WaitingSettings {
  /** At most 2^20. */
  readonly maxEntries: number;
  readonly maxPerRequester: number;
  readonly maxPerAddress: number;
  readonly lifetimeMs: number;
}

const SWEEP_EVERY_MS = 1_000;

/**
 * A's requests that were pushed to B. Each has a number and 46 random bits: both travel in the mangled address to B and back, lead straight here, and are the proof
 * that the reply answers this very request, whichever node it comes in at [AD-3] [PS-3] [CL-23]. What cannot carry them is found by A's address [PS-4]. An entry ends after its lifetime, or with A's
 * connection. Bounded in all, per connection and per address.
 */
export class WaitingRequests implements Disposable {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #settings: WaitingSettings;
  readonly #slot: () => number;
  readonly #numbers: EntryNumbers;
  /** By number, oldest first. */
  readonly #entries = new Map<number, WaitingEntry>();
  readonly #byRequester = new Map<Requester, Set<WaitingEntry>>();
  readonly #byController = new Map<string, Set<WaitingEntry>>();
  readonly #perAddress = new Map<string, number>();
  readonly #sweeping: Disposable;

  /** `slot`: this node's number in the tag, now. */
  constructor(clock: Clock, random: Random, settings: WaitingSettings, slot: () => number = () => 0) {
    this.#clock = clock;
    this.#random = random;
    this.#settings = settings;
    this.#slot = slot;
    this.#numbers = new EntryNumbers(settings.maxEntries);
    this.#sweeping = clock.every(SWEEP_EVERY_MS, () => this.#sweep(clock.now()));
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Requests that nobody has answered yet. */
  get unanswered(): number {
    let count = 0;
    for (const waiting of this.#entries.values()) if (!waiting.answered) count += 1;
    return count;
  }

  /** `undefined` when a bound is reached: nothing was added. */
  open(requester: Requester, request: NewRequest): WaitingEntry | undefined {
    this.#forgetAnswered(requester);
    if (!this.#hasRoom(requester)) return undefined;
    const entry = this.#numbers.take();
    if (entry === undefined) return undefined;
    const waiting: WaitingEntry = {
      ...request,
      entry,
      requester,
      controlling: requester.controlling,
      tag: packTag({ slot: this.#slot(), entry, nonce: this.#random.uint32() & MAX_NONCE }),
      tm: this.#random.uint32(),
      expiresMs: this.#clock.now() + this.#settings.lifetimeMs,
      answered: false,
      write: writeNothing,
      push: NOTHING,
      parkedFor: undefined,
      failedPushes: 0,
      span: undefined,
    };
    this.#add(waiting);
    return waiting;
  }

  /** The pending request that these bytes repeat [SE-1]. */
  repeated(requester: Requester, raw: Uint8Array): WaitingEntry | undefined {
    for (const waiting of this.#byRequester.get(requester) ?? []) if (isRetransmission(waiting, raw)) return waiting;
    return undefined;
  }

  /** The request with this number. */
  at(entry: number): WaitingEntry | undefined {
    return this.#entries.get(entry);
  }

  /** This node has another slot than when the request was opened: from now on its tag says so. False when nothing changed. */
  renewTag(waiting: WaitingEntry): boolean {
    const [slot, before] = [this.#slot(), unpackTag(waiting.tag)];
    if (before === undefined || before.slot === slot) return false;
    waiting.tag = packTag({ ...before, slot });
    return true;
  }

  /** Where this reply leads to, if that is here. Whether it is proven is for the caller to decide. `sourceIp` tells apart what carries no id. */
  find(key: ReplyKey, sourceIp: string): WaitingEntry | undefined {
    if (key.kind === "address") return this.#findByController(key.controlling, key.targetId, sourceIp);
    const entry = unpackTag(key.tag)?.entry;
    const waiting = entry === undefined ? undefined : this.#entries.get(entry);
    return waiting?.tag === key.tag ? waiting : undefined;
  }

  /** Whether a request from this very address waits: for making up a port that is unique [PH-6]. */
  isWaiting(controlling: SocketAddress): boolean {
    return this.#byController.has(addressKey(controlling));
  }

  /** One request is over before its time. */
  close(waiting: WaitingEntry): void {
    if (this.#entries.get(waiting.entry) === waiting) this.#remove(waiting);
  }

  /** A's connection is over: whatever it waited for. */
  leave(requester: Requester): void {
    for (const waiting of [...(this.#byRequester.get(requester) ?? [])]) this.#remove(waiting);
  }

  [Symbol.dispose](): void {
    this.#sweeping[Symbol.dispose]();
  }

  /** Answered requests are kept to know second copies by; they make room for new ones of their connection. */
  #forgetAnswered(requester: Requester): void {
    const own = this.#byRequester.get(requester);
    if (own === undefined || own.size < this.#settings.maxPerRequester) return;
    for (const waiting of [...own]) if (waiting.answered) this.#remove(waiting);
  }

  #hasRoom(requester: Requester): boolean {
    const { maxPerRequester, maxPerAddress } = this.#settings;
    const own = this.#byRequester.get(requester)?.size ?? 0;
    const fromAddress = this.#perAddress.get(limitKey(requester.controlling.ip)) ?? 0;
    return own < maxPerRequester && fromAddress < maxPerAddress;
  }

  /** The newest that fits: B answers what it was asked last. */
  #findByController(controlling: SocketAddress, targetId: string, sourceIp: string): WaitingEntry | undefined {
    let found: WaitingEntry | undefined;
    for (const waiting of this.#byController.get(addressKey(controlling)) ?? []) {
      const named = targetId === "" ? waiting.kind === "relay" : waiting.targetId === targetId;
      if (named && waiting.targetIp === sourceIp && (found === undefined || !waiting.answered)) found = waiting;
    }
    return found;
  }

  #add(waiting: WaitingEntry): void {
    this.#entries.set(waiting.entry, waiting);
    addTo(this.#byRequester, waiting.requester, waiting);
    addTo(this.#byController, addressKey(waiting.controlling), waiting);
    const key = limitKey(waiting.controlling.ip);
    this.#perAddress.set(key, (this.#perAddress.get(key) ?? 0) + 1);
  }

  #remove(waiting: WaitingEntry): void {
    this.#entries.delete(waiting.entry);
    this.#numbers.release(waiting.entry);
    waiting.span?.end();
    removeFrom(this.#byRequester, waiting.requester, waiting);
    removeFrom(this.#byController, addressKey(waiting.controlling), waiting);
    const key = limitKey(waiting.controlling.ip);
    const left = (this.#perAddress.get(key) ?? 1) - 1;
    if (left > 0) this.#perAddress.set(key, left);
    else this.#perAddress.delete(key);
  }

  #sweep(nowMs: number): void {
    for (const waiting of this.#entries.values()) {
      if (waiting.expiresMs > nowMs) return;
      this.#remove(waiting);
    }
  }
}

const NOTHING = new Uint8Array(0);
const writeNothing = (): Uint8Array => NOTHING;
const addressKey = ({ ip, port }: SocketAddress): string => `${ip} ${port}`;

function addTo<K>(index: Map<K, Set<WaitingEntry>>, key: K, waiting: WaitingEntry): void {
  const set = index.get(key);
  if (set === undefined) index.set(key, new Set([waiting]));
  else set.add(waiting);
}

function removeFrom<K>(index: Map<K, Set<WaitingEntry>>, key: K, waiting: WaitingEntry): void {
  const set = index.get(key);
  set?.delete(waiting);
  if (set?.size === 0) index.delete(key);
}
