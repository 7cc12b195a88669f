import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import type { BusSealer, NodeView } from "@fairlead/cluster";

/** Seals with a key of who speaks to whom, as a real one does; trust that reads `none` is not trusted. */
export class TestSealer implements BusSealer {
  readonly #own: string;

  constructor(own: string) {
    this.#own = own;
  }

  seal(to: NodeView | undefined, bytes: Uint8Array, bound: Uint8Array): Uint8Array | undefined {
    const trust = to?.trust ?? this.#own;
    if (trust === "none") return undefined;
    const cipher = createCipheriv("aes-256-gcm", keyOf(this.#own, trust), new Uint8Array(12)).setAAD(bound);
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  open(from: NodeView | undefined, sealed: Uint8Array, bound: Uint8Array): Uint8Array | undefined {
    if (sealed.length < 16) return undefined;
    const cipher = createDecipheriv(
      "aes-256-gcm",
      keyOf(from?.trust ?? this.#own, this.#own),
      new Uint8Array(12),
    ).setAAD(bound);
    cipher.setAuthTag(sealed.subarray(sealed.length - 16));
    try {
      return Buffer.concat([cipher.update(sealed.subarray(0, sealed.length - 16)), cipher.final()]);
    } catch {
      return undefined;
    }
  }
}

const keyOf = (from: string, to: string): Buffer => createHash("sha256").update(`${from}>${to}`).digest();
