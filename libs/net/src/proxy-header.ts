import type { SocketAddress } from "@fairlead/wire";

/** What the first bytes of a connection from a trusted proxy are. `none` and `bad` are final. */
export type ProxyHeader =
  | { readonly kind: "needMore" }
  /** Not a PROXY header: the bytes are the client's. */
  | { readonly kind: "none" }
  /** Begins like a header and is none, or is too long. */
  | { readonly kind: "bad" }
  /** `source` is absent for LOCAL and UNKNOWN: the connection's own address stands. Port 0 = not known. */
  | { readonly kind: "header"; readonly lengthBytes: number; readonly source?: SocketAddress };
