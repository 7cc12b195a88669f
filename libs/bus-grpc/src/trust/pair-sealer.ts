import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import type { Random } from "@fairlead/base";
import type { BusSealer, NodeView } from "@fairlead/cluster";
import { x25519PublicKey, x25519SharedSecret } from "@fairlead/wire";
import type { KnownCards } from "./known-cards.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MAX_PAIRS = 2048;

/**
 * Seals with a key of each ordered pair of nodes: X25519 of both box keys, HKDF, AES-256-GCM with a random nonce. Whoever opens knows that the other holder of
 * the pair's key sealed it, and in which direction.
 */
export class PairSealer implements BusSealer {
  readonly publicKey: Buffer;
  readonly #secretKey: Uint8Array;
  readonly #random: Random;
  readonly #cards: KnownCards;
  readonly #keys = new Map<string, Buffer>();

  constructor(random: Random, cards: KnownCards) {
    this.#random = random;
    this.#cards = cards;
    this.#secretKey = random.bytes(32);
    this.publicKey = x25519PublicKey(this.#secretKey);
  }

  seal(to: NodeView | undefined, bytes: Uint8Array, bound: Uint8Array): Uint8Array | undefined {
    const other = this.#boxKeyOf(to);
    const key = other && this.#keyOf(other, this.publicKey, other);
    if (key === undefined) return undefined;
    const nonce = this.#random.bytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(bound);
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  open(from: NodeView | undefined, sealed: Uint8Array, bound: Uint8Array): Uint8Array | undefined {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
    const other = this.#boxKeyOf(from);
    const key = other && this.#keyOf(other, other, this.publicKey);
    if (key === undefined) return undefined;
    const body = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES);
    const cipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES)).setAAD(bound);
    cipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const opened = cipher.update(body);
    try {
      cipher.final();
      return opened;
    } catch {
      // Not from that node to us, or touched on the way: nothing of it is to be believed.
      return undefined;
    }
  }

  #boxKeyOf(node: NodeView | undefined): Buffer | undefined {
    if (node === undefined) return this.publicKey;
    const card = this.#cards.of(node);
    return typeof card === "string" ? undefined : card.boxKey;
  }

  #keyOf(other: Uint8Array, sender: Buffer, receiver: Buffer): Buffer | undefined {
    const info = Buffer.concat([Buffer.from("fairlead bus pubsub 1"), sender, receiver]);
    const name = info.toString("base64");
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const shared = x25519SharedSecret(this.#secretKey, other);
    if (shared === undefined) return undefined;
    const key = Buffer.from(hkdfSync("sha256", shared, new Uint8Array(0), info, 32));
    if (this.#keys.size >= MAX_PAIRS) this.#keys.clear();
    this.#keys.set(name, key);
    return key;
  }
}
