import type { IncomingMessage } from "node:http";
import { type Clock, delay, errorCode, errorMessage, type Metrics, type Random } from "@fairlead/base";
import { isKubeStatus, KubeError, KubeOpenError, KubeUnavailableError } from "../errors.ts";
import type { Credentials, Endpoint } from "./endpoint.ts";
import { ask, readLines, readText } from "./http-exchange.ts";
import type { KubeApi, KubeMethod, KubeRequestOptions, KubeStreamOptions } from "./kube-api.ts";
import { readStatus, refusalOf } from "./refusal.ts";
import { RequestLimit } from "./request-limit.ts";
import { retryAfterMs } from "./retry-rule.ts";

const DEADLINE_MS = 30_000;
const JSON_TYPE = "application/json";

export interface HttpKubeApiPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly metrics: Metrics;
}

/** Plain JSON over HTTPS [KU-31]. Says who it is with every request, so that a rotated token is used at once [KU-30]. */
export class HttpKubeApi implements KubeApi, AsyncDisposable {
  readonly #ports: HttpKubeApiPorts;
  readonly #endpoint: Endpoint;

  constructor(ports: HttpKubeApiPorts, endpoint: Endpoint) {
    this.#ports = ports;
    this.#endpoint = endpoint;
  }

  get server(): string {
    return this.#endpoint.server;
  }

  get namespace(): string {
    return this.#endpoint.namespace;
  }

  async request<T = unknown>(method: KubeMethod, path: string, options: KubeRequestOptions = {}): Promise<T> {
    using limit = this.#limit(`${method} ${path}`, options);
    return (await this.#persist(method, path, options, limit, async (response) => readJson(path, response))) as T;
  }

  async stream(path: string, options: KubeStreamOptions = {}): Promise<AsyncIterable<string>> {
    const limit = this.#limit(`GET ${path}`, options);
    try {
      const response = await this.#persist("GET", path, options, limit, async (head) => head);
      limit.lift();
      return linesOf(path, response, limit);
    } catch (error) {
      limit[Symbol.dispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#endpoint[Symbol.dispose]();
  }

  #limit(what: string, { deadlineMs = DEADLINE_MS, signal }: KubeStreamOptions): RequestLimit {
    const late = (): Error => new KubeUnavailableError(`${what}: no answer within ${deadlineMs / 1000} s`);
    return new RequestLimit(this.#ports.clock, deadlineMs, signal, late);
  }

  async #persist<R>(
    method: KubeMethod,
    path: string,
    options: KubeRequestOptions,
    limit: RequestLimit,
    read: (response: IncomingMessage) => Promise<R>,
  ): Promise<R> {
    for (let number = 1; ; number += 1) {
      try {
        return await this.#identified(method, path, options, limit.signal, read);
      } catch (error) {
        if (limit.signal.aborted) throw limit.signal.reason;
        const attempt = { method, contentType: options.contentType, number, leftMs: limit.leftMs };
        const waitMs = retryAfterMs(error, attempt, this.#ports.random);
        if (waitMs === undefined) throw error;
        if (!(await delay(this.#ports.clock, waitMs, limit.signal))) throw limit.signal.reason;
      }
    }
  }

  /** Who is not known any more looks once whether he has got a new token [KU-30]. */
  async #identified<R>(
    method: KubeMethod,
    path: string,
    options: KubeRequestOptions,
    signal: AbortSignal,
    read: (response: IncomingMessage) => Promise<R>,
  ): Promise<R> {
    const credentials = await this.#endpoint.credentials(false);
    try {
      return await this.#once(method, path, options, credentials, signal, read);
    } catch (error) {
      if (!isKubeStatus(error, 401)) throw error;
      const fresh = await this.#endpoint.credentials(true);
      if (fresh.headers["authorization"] === credentials.headers["authorization"]) throw error;
      return await this.#once(method, path, options, fresh, signal, read);
    }
  }

  async #once<R>(
    method: KubeMethod,
    path: string,
    { query, body, contentType = JSON_TYPE }: KubeRequestOptions,
    { headers, agent }: Credentials,
    signal: AbortSignal,
    read: (response: IncomingMessage) => Promise<R>,
  ): Promise<R> {
    const url = urlOf(this.#endpoint.server, path, query);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const bodyHeaders =
      text === undefined ? {} : { "content-type": contentType, "content-length": `${Buffer.byteLength(text)}` };
    const sent = { accept: JSON_TYPE, "user-agent": "fairlead", ...bodyHeaders, ...headers };
    let code = "<error>";
    try {
      const response = await ask({ url, method, headers: sent, body: text, agent, signal });
      code = String(response.statusCode);
      if ((response.statusCode ?? 0) >= 300) throw await refused(`${method} ${path}`, response);
      return await read(response);
    } catch (error) {
      throw knownError(`${method} ${path}`, error);
    } finally {
      this.#count(code, method, url.host);
    }
  }

  #count(code: string, method: string, host: string): void {
    const help = "Requests to the API server, by the status of the answer";
    this.#ports.metrics.counter({ name: "rest_client_requests_total", help }, { code, method, host }).add();
  }
}

function urlOf(server: string, path: string, query: KubeRequestOptions["query"] = {}): URL {
  const url = new URL(`${server}${path}`);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
}

async function refused(said: string, response: IncomingMessage): Promise<KubeError> {
  const status = response.statusCode ?? 0;
  return refusalOf(said, status, readStatus(await readText(response)), response.headers["retry-after"]);
}

async function readJson(path: string, response: IncomingMessage): Promise<unknown> {
  const text = await readText(response);
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch (error) {
    throw new KubeUnavailableError(`${path}: the answer is no JSON`, { cause: error });
  }
}

async function* linesOf(path: string, response: IncomingMessage, limit: RequestLimit): AsyncGenerator<string> {
  using _ = limit;
  try {
    yield* readLines(response);
  } catch (error) {
    if (limit.signal.aborted) throw limit.signal.reason;
    throw knownError(`GET ${path}`, error);
  }
}

function knownError(said: string, error: unknown): Error {
  const known = error instanceof KubeError || error instanceof KubeUnavailableError || error instanceof KubeOpenError;
  if (known) return error;
  const reason = errorMessage(error) || errorCode(error) || "no connection";
  return new KubeUnavailableError(`${said}: ${reason}`, { cause: error });
}
