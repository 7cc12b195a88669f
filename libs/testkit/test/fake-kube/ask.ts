import type { FakeKube } from "@fairlead/testkit";

export interface Told {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
  readonly headers: Headers;
}

/** A request as curl would make it. */
export async function ask(
  fake: FakeKube,
  method: string,
  path: string,
  body?: unknown,
  contentType = "application/json",
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${fake.url}${path}`, {
    method,
    headers: { "content-type": contentType, "user-agent": "asker/1", ...headers },
    ...sent,
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text.startsWith("{") ? JSON.parse(text) : text };
}

export const apply = (fake: FakeKube, path: string, body: object, query = "fieldManager=ours"): Promise<Told> =>
  ask(fake, "PATCH", `${path}?${query}`, body, "application/apply-patch+yaml");

export interface Watched {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into objects of every kind
  readonly object: any;
}

/** A watch, read event by event. */
export class Watching implements Disposable {
  readonly #abort = new AbortController();
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #rest = "";

  private constructor(body: ReadableStream<Uint8Array>, abort: AbortController) {
    this.#abort = abort;
    this.#reader = body.getReader();
  }

  static async open(fake: FakeKube, path: string): Promise<Watching> {
    const abort = new AbortController();
    const answer = await fetch(`${fake.url}${path}`, { signal: abort.signal });
    if (answer.body === null) throw new Error("no stream");
    return new Watching(answer.body, abort);
  }

  /** Undefined when the stream has ended; rejects when it broke. */
  async next(): Promise<Watched | undefined> {
    for (;;) {
      const end = this.#rest.indexOf("\n");
      if (end >= 0) {
        const line = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 1);
        return JSON.parse(line) as Watched;
      }
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      this.#rest += Buffer.from(value).toString("utf8");
    }
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
  }
}
