import type { ProxySource } from "./proxy-header.ts";
import { readProxyHeader } from "./read-proxy-header.ts";

/** What became of a chunk. `rest` is the client's own bytes, maybe none. */
export type PreambleStep =
  | { readonly kind: "waiting" }
  | { readonly kind: "bad" }
  | { readonly kind: "done"; readonly rest: Buffer; readonly source?: ProxySource };

/** Gathers the first bytes of a connection from a trusted proxy until they are a PROXY header or not [PX-1]. Holds at most a header and one chunk. */
export class ProxyPreamble {
  #bytes: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): PreambleStep {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    const header = readProxyHeader(this.#bytes);
    switch (header.kind) {
      case "needMore":
        return { kind: "waiting" };
      case "bad":
        return { kind: "bad" };
      case "none":
        return { kind: "done", rest: this.#bytes };
      case "header": {
        const rest = this.#bytes.subarray(header.lengthBytes);
        return header.source === undefined ? { kind: "done", rest } : { kind: "done", rest, source: header.source };
      }
      default:
        return header satisfies never;
    }
  }
}
