import { type NodeName, nodeName } from "@fairlead/base";
import type { RelayOrder, RelayOrders, RelayReport } from "@fairlead/cluster";
import { keyCall, redisScript, scriptCall } from "../connection/redis-call.ts";
import { replyList, replyMaybe, replyText } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";
import { readRelayOrder, readRelayReport } from "./relay-order-text.ts";
import { reportScript, reportsScript } from "./report-scripts.ts";
import { readReports } from "./report-text.ts";

/** [KU-4]. */
const REPORT_LIFETIME_MS = 5000;

/** Arguments: how many are given, then nodes and orders of these, then nodes whose order is taken away. */
const giveScript = redisScript(
  "orders_give",
  `local gives = tonumber(ARGV[1])
for at = 2, 2 * gives, 2 do redis.call("HSET", KEYS[1], ARGV[at], ARGV[at + 1]) end
for at = 2 * gives + 2, #ARGV do redis.call("HDEL", KEYS[1], ARGV[at]) end
return 1`,
);
const ordersScript = redisScript("orders", `return redis.call("HGETALL", KEYS[1])`);

/** Orders are one hash, reports another, both by node. A relay's user may read the orders, and no more [KU-4]. */
export class RedisRelayOrders implements RelayOrders {
  readonly #store: RedisStore;
  readonly #orders: string;
  readonly #reports: string;

  constructor(store: RedisStore) {
    this.#store = store;
    this.#orders = store.key("order:{o}:all");
    this.#reports = store.key("report:{o}:all");
  }

  async exchange(report: RelayReport): Promise<RelayOrder | undefined> {
    const words = [report.node, REPORT_LIFETIME_MS, JSON.stringify(report)];
    const calls = [scriptCall(reportScript, [this.#reports], words), keyCall("hget", this.#orders, report.node)];
    const [, text] = await this.#store.batch(calls);
    return replyMaybe(text, (present) => readRelayOrder(replyText(present)));
  }

  async reports(): Promise<readonly RelayReport[]> {
    return readReports(await this.#store.run(reportsScript, [this.#reports]), readRelayReport);
  }

  async give(orders: ReadonlyMap<NodeName, RelayOrder | undefined>): Promise<void> {
    if (orders.size === 0) return;
    const given = [...orders].flatMap(([node, order]) => (order === undefined ? [] : [node, JSON.stringify(order)]));
    const taken = [...orders].flatMap(([node, order]) => (order === undefined ? [node] : []));
    await this.#store.run(giveScript, [this.#orders], [given.length / 2, ...given, ...taken]);
  }

  async orders(): Promise<ReadonlyMap<NodeName, RelayOrder>> {
    const words = replyList(await this.#store.run(ordersScript, [this.#orders])).map(replyText);
    const orders = new Map<NodeName, RelayOrder>();
    for (let at = 0; at < words.length; at += 2) {
      const order = readRelayOrder(words[at + 1] ?? "");
      if (order !== undefined) orders.set(nodeName(words[at] ?? ""), order);
    }
    return orders;
  }
}
