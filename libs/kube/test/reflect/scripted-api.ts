import type { KubeApi, KubeMethod, KubeRequestOptions, KubeStreamOptions } from "../../src/index.ts";

/** A watch that a test speaks on. */
export class ScriptedStream {
  readonly query: KubeStreamOptions["query"];
  readonly signal: AbortSignal | undefined;
  #lines: string[] = [];
  #ended = false;
  #failure: unknown;
  #wake = Promise.withResolvers<void>();

  constructor({ query, signal }: KubeStreamOptions) {
    this.query = query;
    this.signal = signal;
    signal?.addEventListener("abort", () => this.#wake.resolve());
  }

  say(type: string, object: unknown): void {
    this.#lines.push(JSON.stringify({ type, object }));
    this.#wake.resolve();
  }

  end(): void {
    this.#ended = true;
    this.#wake.resolve();
  }

  fail(error: unknown): void {
    this.#failure = error;
    this.#wake.resolve();
  }

  async *lines(): AsyncGenerator<string> {
    for (;;) {
      yield* this.#lines.splice(0);
      if (this.signal?.aborted) throw this.signal.reason;
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#ended) return;
      await this.#wake.promise;
      this.#wake = Promise.withResolvers();
    }
  }
}

export type Answer = (method: KubeMethod, path: string, options: KubeRequestOptions) => unknown;

/** An API without a network: for what depends on time alone. */
export class ScriptedApi implements KubeApi {
  readonly streams: ScriptedStream[] = [];
  readonly requests: { readonly method: KubeMethod; readonly path: string; readonly body: unknown }[] = [];
  answer: Answer;
  /** Throwing refuses a watch. */
  accept: (options: KubeStreamOptions) => void = () => undefined;

  constructor(answer: Answer) {
    this.answer = answer;
  }

  async request<T>(method: KubeMethod, path: string, options: KubeRequestOptions = {}): Promise<T> {
    this.requests.push({ method, path, body: options.body });
    return (await this.answer(method, path, options)) as T;
  }

  async stream(_path: string, options: KubeStreamOptions = {}): Promise<AsyncIterable<string>> {
    this.accept(options);
    const stream = new ScriptedStream(options);
    this.streams.push(stream);
    return stream.lines();
  }
}
