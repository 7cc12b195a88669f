import type { Clock } from "@fairlead/base";
import { delay } from "@fairlead/base";
import {
  type KubeApi,
  KubeError,
  type KubeMethod,
  type KubeRequestOptions,
  KubeUnavailableError,
  type Lease,
} from "../../src/index.ts";

const refusal = (status: number, reason: string): KubeError =>
  new KubeError({ status, reason, message: reason, causes: [] });

/** One lease, kept as an API server keeps it: a version with each change, a write over another version refused, one that changes nothing not a change. */
export class LeaseServer {
  lease: Lease | undefined;
  readonly writes: { readonly holder: string; readonly atMs: number }[] = [];
  readonly #clock: Clock;
  #version = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The way to it of one process, which may be cut. */
  way(): LeaseWay {
    return new LeaseWay(this, this.#clock);
  }

  answer(method: KubeMethod, body: unknown): Lease {
    const wanted = body as Lease;
    if (method === "POST" && this.lease !== undefined) throw refusal(409, "AlreadyExists");
    if (method !== "POST" && this.lease === undefined) throw refusal(404, "NotFound");
    if (method === "PUT" && wanted.metadata.resourceVersion !== this.lease?.metadata.resourceVersion)
      throw refusal(409, "Conflict");
    if (method !== "GET" && JSON.stringify(wanted.spec) !== JSON.stringify(this.lease?.spec)) this.#store(wanted);
    return structuredClone(this.lease as Lease);
  }

  #store(wanted: Lease): void {
    this.#version += 1;
    const metadata = { ...wanted.metadata, uid: "one", resourceVersion: String(this.#version) };
    this.lease = structuredClone({ ...wanted, metadata });
    this.writes.push({ holder: wanted.spec?.holderIdentity ?? "", atMs: this.#clock.now() });
  }
}

export class LeaseWay implements KubeApi {
  /** `lost`: it does what was asked, and the answer does not come. */
  state: "open" | "cut" | "lost" | "hangs" = "open";
  asked = 0;
  readonly #server: LeaseServer;
  readonly #clock: Clock;

  constructor(server: LeaseServer, clock: Clock) {
    this.#server = server;
    this.#clock = clock;
  }

  async request<T>(
    method: KubeMethod,
    _path: string,
    { body, deadlineMs = 30_000 }: KubeRequestOptions = {},
  ): Promise<T> {
    this.asked += 1;
    if (this.state === "cut") throw new KubeUnavailableError("no connection");
    if (this.state === "hangs") {
      await delay(this.#clock, deadlineMs);
      throw new KubeUnavailableError("no answer");
    }
    const answer = this.#server.answer(method, body);
    if (this.state === "lost") throw new KubeUnavailableError("reset");
    return answer as T;
  }

  stream(): never {
    throw new TypeError("nobody watches leases");
  }
}
