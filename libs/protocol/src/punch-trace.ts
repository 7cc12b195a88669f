/**
 * The name of one request of A's on every node it touches: what its mangled address carries anyway, so no client has to [AD-3]. Where that is not told to B's side, as for an
 * IPv6 A, it travels on the bus.
 */
export function punchTrace({ tag, tm }: { readonly tag: bigint; readonly tm: number }): string {
  return `${tag.toString(16)}-${tm.toString(16)}`;
}
