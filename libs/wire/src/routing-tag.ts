/** What leads a reply back to the request it answers [AD-3]: layout version 2 bits, node slot 10, entry 20, nonce 14; 46 in all. */
export interface RoutingTag {
  /** The node that holds the waiting request, 0–1023. */
  readonly slot: number;
  /** The request's place in that node's table, 0–1048575. */
  readonly entry: number;
  /** Unpredictable, 0–16383; with the 32 bits of `tm` the proof that the reply is genuine. */
  readonly nonce: number;
}

const MAX_SLOT = 0x3ff;
const MAX_ENTRY = 0xf_ffff;
export const MAX_NONCE = 0x3fff;
const VERSION = 1n;

export function packTag(tag: RoutingTag): bigint {
  return (VERSION << 44n) | (BigInt(tag.slot) << 34n) | (BigInt(tag.entry) << 14n) | BigInt(tag.nonce);
}

/** `undefined` when another version, or an old server, wrote it. */
export function unpackTag(tag: bigint): RoutingTag | undefined {
  if (tag >> 44n !== VERSION) return undefined;
  return {
    slot: Number((tag >> 34n) & BigInt(MAX_SLOT)),
    entry: Number((tag >> 14n) & BigInt(MAX_ENTRY)),
    nonce: Number(tag & BigInt(MAX_NONCE)),
  };
}
