import {
  type LeaseRenewal,
  type NodeCard,
  type NodeLease,
  type NodeView,
  StoreUnavailableError,
} from "@fairlead/cluster";
import type { NodeRef } from "@fairlead/wire";
import type { RedisReply } from "../connection/redis-call.ts";
import { replyList, replyNumber, replyText } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";
import { settingsVersionKey } from "../shared/redis-shared-settings.ts";
import { acquireScript, leaveScript, renewScript, SLOTS } from "./lease-scripts.ts";
import { nodeCardText, readNodeCard } from "./node-card-text.ts";

/**
 * Leases in Redis, each call one script [CL-3] [CL-8]. Times are Redis' own, so clocks of nodes do not matter; an epoch is the moment it began, in microseconds of that clock.
 * Lives as long as its store.
 */
export class RedisNodeLease implements NodeLease {
  readonly #store: RedisStore;
  readonly #key: string;
  #comebacks = 0;

  constructor(store: RedisStore) {
    this.#store = store;
    this.#key = store.key("node:{n}");
    // A short failover need not make a renewal fail, and may yet have lost writes [CL-13].
    store.watch((event) => {
      if (event === "back") this.#comebacks += 1;
    });
  }

  async acquire(card: NodeCard, before?: NodeRef): Promise<NodeRef> {
    const held = [before?.slot ?? "", before?.epoch ?? ""];
    const reply = await this.#store.run(acquireScript, [this.#key], [nodeCardText(card), ...held]);
    if (reply === null) throw new StoreUnavailableError(`all ${SLOTS} slots of nodes are taken`);
    const [slot, epoch] = replyList(reply);
    return { slot: replyNumber(slot), epoch: replyText(epoch) };
  }

  async renew(self: NodeRef, card: NodeCard): Promise<LeaseRenewal> {
    const keys = [this.#key, settingsVersionKey(this.#store)];
    const [renewed, version, ...rest] = replyList(
      await this.#store.run(renewScript, keys, [self.slot, self.epoch, nodeCardText(card)]),
    );
    return {
      kind: renewed === 1 ? "renewed" : "lost",
      nodes: readNodes(rest),
      settingsVersion: replyNumber(version),
      storeId: `${this.#store.storeId()}/${this.#comebacks}`,
    };
  }

  async leave(self: NodeRef): Promise<void> {
    await this.#store.run(leaveScript, [this.#key], [self.slot, self.epoch]);
  }
}

/** Slot, epoch, flag and card of each; one that cannot be read is left out. */
function readNodes(parts: readonly RedisReply[]): readonly NodeView[] {
  const nodes: NodeView[] = [];
  for (let at = 0; at < parts.length; at += 4) {
    const [slot, epoch, flag, text] = parts.slice(at, at + 4).map(replyText);
    const card = readNodeCard(text ?? "", flag === "l");
    if (card !== undefined && epoch !== undefined) nodes.push({ slot: Number(slot), epoch, ...card });
  }
  return nodes.sort((one, other) => one.slot - other.slot);
}
