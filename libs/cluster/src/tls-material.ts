/** A node's own certificate (leaf first, then its chain) and key, as PEM. Plain data: it may be posted to another thread. */
export interface OwnIdentity {
  readonly cert: string;
  readonly key: string;
}

/** What TLS between nodes stands on. `ca`: certificates are signed by it; otherwise `secret` proves who is who [CL-41] [CL-42]. */
export type TlsMaterial =
  | (OwnIdentity & { readonly kind: "certificates"; readonly ca: string })
  | (OwnIdentity & { readonly kind: "secret"; readonly secret: string });
