/** A relay that another one dials. Plain data: crosses threads. */
export interface MeshPeer {
  /** For people. */
  readonly name: string;
  /** `host:port` of its mesh. */
  readonly address: string;
  /** The certificate (PEM) its TLS must show; `undefined`: any of the authority that is a relay's. */
  readonly pin: string | undefined;
}
