import type { ApiRequest, RawRequest, Verb } from "./api-request.ts";

/** A request as tests look at it afterwards. */
export interface SeenRequest {
  readonly verb: Verb;
  /** `pods`, `relaypools.fairlead.io/status`. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string | undefined;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly agent: string;
  readonly body: unknown;
}

const KEPT = 5000;

/** The newest 5000, in the order they came; refused ones too. */
export class SeenRequests {
  readonly #seen: SeenRequest[] = [];

  get all(): readonly SeenRequest[] {
    return this.#seen;
  }

  /** `get` counts nothing. */
  get writes(): readonly SeenRequest[] {
    return this.#seen.filter(({ verb }) => verb !== "get" && verb !== "list" && verb !== "watch");
  }

  forget(): void {
    this.#seen.length = 0;
  }

  add(request: ApiRequest, { contentType, agent }: RawRequest): void {
    const { kind, subresource, verb, namespace, name, query, body } = request;
    const plural = kind.group === "" ? kind.plural : `${kind.plural}.${kind.group}`;
    const resource = subresource === "" ? plural : `${plural}/${subresource}`;
    this.#seen.push({ verb, resource, namespace, name, query, contentType, agent, body });
    if (this.#seen.length > KEPT) this.#seen.shift();
  }
}
