import {
  BoundedQueue,
  type Clock,
  delay,
  ExpiringMap,
  errorMessage,
  type Logger,
  type Metrics,
  type Random,
  TokenBucket,
} from "@fairlead/base";
import type { KubeApi } from "../connection/kube-api.ts";
import { KubeUnavailableError } from "../errors.ts";
import { kinds, kubePath } from "../objects/kinds.ts";
import { eventObject } from "./event-object.ts";
import type { EventRecorderSettings, EventWords } from "./event-words.ts";

/** Events that wait; what comes when it is full is lost, and counted. */
const WAITING = 256;
/** The last words of so many topics are remembered, for an hour: as long as the server keeps events. */
const TOPICS = { capacity: 4096, lifetimeMs: 3_600_000 };
const PER_SECOND = 5;
const BURST = 50;
const ATTEMPTS = 3;
const ATTEMPT_DELAY_MS = 2_000;
const ENDING_MS = 3_000;

export interface EventRecorderPorts {
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Tells what was decided, on change only [KU-9]: in order, not faster than the API server likes, and with a bound on what waits. */
export class EventRecorder implements AsyncDisposable {
  readonly #ports: EventRecorderPorts;
  readonly #settings: EventRecorderSettings;
  readonly #last = new ExpiringMap<string, string>(TOPICS);
  readonly #waiting = new BoundedQueue<{ readonly words: EventWords; readonly atMs: number }>(WAITING);
  readonly #pace: TokenBucket;
  readonly #over = new AbortController();
  #sending: Promise<void> | undefined;
  #ending = false;

  constructor(ports: EventRecorderPorts, settings: EventRecorderSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#pace = new TokenBucket(PER_SECOND, BURST, ports.clock.now());
  }

  /** Never throws, never waits. */
  record(words: EventWords): void {
    const { clock } = this.#ports;
    if (this.#ending) return;
    const { regarding, topic = words.reason } = words;
    const key = [regarding.kind, regarding.namespace, regarding.name, regarding.uid, topic].join("/");
    const said = [words.type, words.reason, words.action, words.note].join("/");
    if (this.#last.get(key, clock.now()) === said) {
      this.#count("same");
    } else if (this.#waiting.push({ words, atMs: clock.wall() })) {
      this.#last.set(key, said, clock.now());
      this.#sending ??= this.#send();
    } else {
      this.#count("dropped");
    }
  }

  /** Sends what is waiting, 3 s at most. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending = true;
    const timer = this.#ports.clock.after(ENDING_MS, () => this.#over.abort());
    await this.#sending;
    timer[Symbol.dispose]();
  }

  async #send(): Promise<void> {
    const { clock } = this.#ports;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const pauseMs = this.#pace.take(1, clock.now());
      if (pauseMs > 0) await delay(clock, pauseMs, this.#over.signal);
      if (this.#over.signal.aborted) this.#count("dropped");
      else await this.#post(next.words, next.atMs);
    }
    this.#sending = undefined;
  }

  /** A server that does not answer is asked again, one that refuses is not: it may be that the namespace is going away. */
  async #post(words: EventWords, atMs: number): Promise<void> {
    const { api, clock, random, logger } = this.#ports;
    const body = eventObject(words, this.#settings, atMs, random);
    const path = kubePath(kinds.event, { namespace: body.metadata.namespace });
    for (let attempt = 1; ; attempt += 1) {
      try {
        await api.request("POST", path, { body, signal: this.#over.signal });
        this.#count("sent");
        return;
      } catch (error) {
        const again = error instanceof KubeUnavailableError && attempt < ATTEMPTS;
        if (again && (await delay(clock, ATTEMPT_DELAY_MS * attempt, this.#over.signal))) continue;
        logger.debug("kube.event_dropped", { reason: errorMessage(error), event: words.reason });
        this.#count("dropped");
        return;
      }
    }
  }

  #count(result: "sent" | "same" | "dropped"): void {
    const spec = { name: "fairlead_kube_events_total", help: "Events for people, by what became of them" };
    this.#ports.metrics.counter(spec, { result }).add();
  }
}
