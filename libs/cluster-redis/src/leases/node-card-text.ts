import { nodeName } from "@fairlead/base";
import type { NodeCard, NodeState } from "@fairlead/cluster";

/** What a card holds besides its state, which the lease itself knows too. */
export const nodeCardText = (card: NodeCard): string => JSON.stringify(card);

/** Reads a card of this or another release [CL-16]: what is missing is empty, what is unknown is left out. `undefined` for what is no card. */
export function readNodeCard(text: string, left: boolean): NodeCard | undefined {
  const card = parsed(text);
  if (card === undefined || (card.role !== "rendezvous" && card.role !== "relay")) return undefined;
  return {
    name: nodeName(card.name ?? ""),
    role: card.role,
    state: left ? "left" : stateOf(card.state),
    release: card.release ?? "",
    schema: card.schema ?? 0,
    busAddress: card.busAddress ?? "",
    meshAddress: card.meshAddress ?? "",
    settingsVersion: card.settingsVersion ?? 0,
    trust: card.trust ?? "",
  };
}

const stateOf = (state: unknown): NodeState => (state === "draining" ? "draining" : "serving");

function parsed(text: string): Partial<NodeCard> | undefined {
  try {
    const card: unknown = JSON.parse(text);
    return typeof card === "object" && card !== null ? card : undefined;
  } catch {
    return undefined;
  }
}
