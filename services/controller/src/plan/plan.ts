import type { RelayOrder } from "@fairlead/cluster";
import { refOf } from "@fairlead/kube";
import { adoptedPools } from "./adopted-pools.ts";
import { busyBudget } from "./busy-pods.ts";
import { NodePortPairs } from "./front/node-ports.ts";
import { changedOrders } from "./orders.ts";
import { conditionEvents } from "./plan-events.ts";
import type { Plan, StatusWish } from "./plan-parts.ts";
import { type PoolPlan, planPool } from "./pool-plan.ts";
import { gatherPools, sortedByName } from "./relay/relay.ts";
import type { Snapshot } from "./snapshot.ts";
import { clusterStatus } from "./status/cluster-status.ts";
import { tenantStatus } from "./status/tenant-status.ts";
import { tenantPools } from "./tenant-pools.ts";

/** While something is under way: things that only time brings, such as a proof that is due. */
const BUSY_WAKE_MS = 1_000;
/** At rest: addresses are proven again, load balancers are looked after. */
const REST_WAKE_MS = 15_000;

/** What to do now, given what is: nothing is read besides the snapshot, and nothing is remembered [KU-2]. */
export function plan(snapshot: Snapshot): Plan {
  const pools = gatherPools(snapshot);
  const nodePorts = new NodePortPairs(snapshot);
  const planned = pools.map((facts) => planPool(facts, snapshot, nodePorts));
  const orders = new Map<string, RelayOrder>(planned.flatMap((one) => [...one.orders]));
  const others = otherStatuses(snapshot);
  return {
    apply: [busyBudget(snapshot.config), ...adoptedPools(snapshot), ...planned.flatMap(({ apply }) => apply)],
    patch: planned.flatMap(({ patch }) => patch),
    orders: changedOrders(orders, snapshot.orders),
    delete: planned.flatMap((one) => one.delete),
    prove: planned.flatMap(({ prove }) => prove),
    statuses: [...planned.flatMap(({ statuses }) => statuses), ...others.statuses],
    events: [...planned.flatMap(({ events }) => events), ...others.events],
    tenantPools: tenantPools(
      pools.map(({ pool }) => pool),
      snapshot.tenants,
    ),
    wakeInMs: planned.every(({ atRest }) => atRest) ? REST_WAKE_MS : BUSY_WAKE_MS,
  };
}

function otherStatuses(snapshot: Snapshot): Pick<PoolPlan, "statuses" | "events"> {
  const clusters = sortedByName(snapshot.clusters).map((one) => [one, clusterStatus(one, snapshot)] as const);
  const tenants = sortedByName(snapshot.tenants).map((one) => [one, tenantStatus(one, snapshot)] as const);
  const all = [...clusters, ...tenants];
  const statuses = all.flatMap(([object, status]): StatusWish[] =>
    status === undefined ? [] : [{ ref: refOf(object), status }],
  );
  return {
    statuses,
    events: all.flatMap(([object, status]) => conditionEvents(object, object.status?.conditions, status?.conditions)),
  };
}
