import type { NodeView } from "@fairlead/cluster";
import { readTrustCard, type TrustCard } from "./trust-card.ts";

/** A card whose proof was checked. */
export interface ProvenCard {
  /** DER of the leaf. */
  readonly leaf: Buffer;
  readonly boxKey: Buffer;
}

interface Entry {
  readonly seen: string;
  readonly found: ProvenCard | string;
}
/** A lease has one of 1024 slots [CL-3]. */
const MAX_SLOTS = 1024;

/** The cards of other nodes, each checked once and again when it changes. One entry a slot. */
export class KnownCards {
  /** What is wrong with a card, or `undefined`. */
  readonly #check: (owner: NodeView, card: TrustCard) => string | undefined;
  readonly #bySlot = new Map<number, Entry>();

  constructor(check: (owner: NodeView, card: TrustCard) => string | undefined) {
    this.#check = check;
  }

  /** The proven card, or why it is none. */
  of(node: NodeView): ProvenCard | string {
    const seen = `${node.role} ${node.name} ${node.trust}`;
    const known = this.#bySlot.get(node.slot);
    if (known?.seen === seen) return known.found;
    const found = this.#read(node);
    if (node.slot >= 0 && node.slot < MAX_SLOTS) this.#bySlot.set(node.slot, { seen, found });
    return found;
  }

  /** Everything is checked anew. */
  forget(): void {
    this.#bySlot.clear();
  }

  #read(node: NodeView): ProvenCard | string {
    const card = readTrustCard(node.trust);
    if (typeof card === "string") return card;
    const wrong = this.#check(node, card);
    if (wrong !== undefined) return wrong;
    return { leaf: Buffer.from(card.certs[0] ?? "", "base64"), boxKey: Buffer.from(card.boxKey, "base64") };
  }
}
