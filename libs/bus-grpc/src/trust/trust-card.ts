import { errorMessage } from "@fairlead/base";
import type { NodeRole, NodeView } from "@fairlead/cluster";

/** What a node publishes in its lease so that others know its TLS and can write to it by pub/sub. `proof` covers the rest, and whose it is. */
export interface TrustCard {
  /** DER, base64: the leaf, then what it was signed by, without the root. */
  readonly certs: readonly string[];
  /** X25519, base64. */
  readonly boxKey: string;
  /** Base64. */
  readonly proof: string;
}
export type CardOwner = Pick<NodeView, "name"> & { readonly role: NodeRole };

const MAX_TEXT = 32 * 1024;
const MAX_CERTS = 5;

/** Nothing of a card may be moved to another node's: its name and role are part of what is proven. */
export function cardText(owner: CardOwner, card: Omit<TrustCard, "proof">): string {
  return JSON.stringify(["fairlead trust 1", owner.name, owner.role, card.certs, card.boxKey]);
}

export function writeTrustCard(card: TrustCard): string {
  return JSON.stringify({ v: 1, certs: card.certs, boxKey: card.boxKey, proof: card.proof });
}

/** The card, or what is wrong with the text. */
export function readTrustCard(text: string): TrustCard | string {
  if (text.length === 0) return "it says nothing by which to trust it";
  if (text.length > MAX_TEXT) return "its trust card is too long";
  try {
    const { v, certs, boxKey, proof } = JSON.parse(text) as Record<string, unknown>;
    if (v !== 1) return "its trust card is of a later release";
    if (!isTextList(certs) || typeof boxKey !== "string" || typeof proof !== "string")
      return "its trust card is incomplete";
    return { certs, boxKey, proof };
  } catch (error) {
    return `its trust card does not parse: ${errorMessage(error)}`;
  }
}

function isTextList(value: unknown): value is readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.length > 0 && list.length <= MAX_CERTS && list.every((one) => typeof one === "string");
}
