import type { DropReason } from "@fairlead/base";
import { type SocketAddress, socketAddress } from "@fairlead/wire";
import { readProxyHeader } from "./read-proxy-header.ts";
import type { Arrival } from "./stream-door.ts";

const NOTHING = Buffer.alloc(0);

/**
 * What comes before a connection's own bytes: from a trusted proxy maybe a PROXY header [PX-1], from anybody else
 * nothing. Knows whose connection it is and charges its place. Holds at most a header and one chunk.
 */
export class Preface {
  readonly #arrival: Arrival;
  readonly #refuse: (reason: DropReason) => void;
  #remote: SocketAddress;
  #expected: boolean;
  #held: Buffer = NOTHING;

  /** `refuse` is called at most once, from within `strip`; nothing but empty bytes comes after. */
  constructor(arrival: Arrival, refuse: (reason: DropReason) => void) {
    this.#arrival = arrival;
    this.#refuse = refuse;
    this.#remote = arrival.remote;
    this.#expected = arrival.trusted;
  }

  /** The connection's address, or the header's once it was read. */
  get remote(): SocketAddress {
    return this.#remote;
  }

  /** The connection's own bytes among these, maybe none yet. */
  strip(chunk: Buffer): Buffer {
    if (!this.#expected) return chunk;
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const header = readProxyHeader(this.#held);
    if (header.kind === "needMore") return NOTHING;
    this.#expected = false;
    const held = this.#held;
    this.#held = NOTHING;
    if (header.kind === "none") return held;
    if (header.kind === "bad") return this.#refused("bad_proxy_header");
    if (header.source !== undefined && !this.#adopt(header.source)) return this.#refused("address_limit");
    return held.subarray(header.lengthBytes);
  }

  #adopt(source: SocketAddress): boolean {
    this.#remote = socketAddress(source.ip, source.port);
    return this.#arrival.place.charge(this.#remote.ip);
  }

  #refused(reason: DropReason): Buffer {
    this.#refuse(reason);
    return NOTHING;
  }
}
