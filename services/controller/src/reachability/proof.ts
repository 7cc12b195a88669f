import type { NodeName } from "@fairlead/base";

/** What is to be proven of one relay's address before clients are sent there [KU-20]. */
export interface ProofWish {
  readonly relay: NodeName;
  /** As clients will be told it: `host:port`, or a ws/wss URL. */
  readonly address: string;
  /** The pod's own address, and its relay's TCP port there. */
  readonly podIp: string;
  readonly podPort: number;
  /** Whether the address' port + 2 must lead to the pod's WebSocket port, too [KU-22]; not asked of URLs. */
  readonly webSocket: boolean;
}

/**
 * Why an address is not proven. `dns`: its name does not resolve. `refused`, `no-route`, `timeout`: no connection. `tls`: no certificate that clients take. `upgrade`: no
 * WebSocket there. `other-pod`: it leads to a relay, but not to this one. `not-a-relay`: somebody answers who carries nothing of ours. `pod`: the relay does not carry what
 * comes to the pod's own address, so that nothing is said of the address.
 */
export type ProofFault =
  | "dns"
  | "no-route"
  | "not-a-relay"
  | "other-pod"
  | "pod"
  | "refused"
  | "timeout"
  | "tls"
  | "upgrade";

export interface ProofResult {
  readonly relay: NodeName;
  /** Which address was tried: an answer about another than the relay has by now is void. */
  readonly address: string;
  readonly vantage: "inside";
  readonly ok: boolean;
  /** Empty = it is proven. */
  readonly reason: ProofFault | "";
  /** For people: what was tried and what came of it; empty = it is proven. */
  readonly message: string;
  /** Wall time. */
  readonly atMs: number;
}

/** As a condition's reason. */
export const PROOF_CONDITION_REASONS: Readonly<Record<ProofFault, string>> = {
  dns: "NameNotResolved",
  "no-route": "NoRoute",
  "not-a-relay": "NotARelay",
  "other-pod": "LeadsToAnotherPod",
  pod: "PodDoesNotRelay",
  refused: "ConnectionRefused",
  timeout: "NoAnswer",
  tls: "CertificateRefused",
  upgrade: "NoWebSocket",
};
