import type { Node, Pod } from "@fairlead/kube";
import { ANNOTATIONS } from "../names.ts";

export interface NodeAddress {
  readonly host: string;
  readonly doubt?: string | undefined;
}

/** How clients reach the pod's own node [KU-19]: another node's address leads nowhere, as its ports keep to their own pods. */
export function nodeAddress(node: Node | undefined, pod: Pod | undefined): NodeAddress | undefined {
  const of = (type: string): string | undefined => node?.status?.addresses?.find((one) => one.type === type)?.address;
  const told = of("ExternalDNS") ?? of("ExternalIP") ?? node?.metadata.annotations?.[ANNOTATIONS.publicAddress];
  if (told !== undefined && told !== "") return { host: told };
  const inner = of("InternalIP") ?? pod?.status?.hostIP;
  if (inner === undefined) return undefined;
  const name = pod?.spec?.nodeName ?? "";
  const why =
    node === undefined
      ? `nothing is known of node ${name}`
      : `node ${name} has no external address, and no annotation ${ANNOTATIONS.publicAddress}`;
  const step = `kubectl annotate node ${name} ${ANNOTATIONS.publicAddress}=ADDRESS, or set exposure.advertise`;
  return { host: inner, doubt: `${why}: clients are told ${inner}; do: ${step} when they cannot reach that` };
}
