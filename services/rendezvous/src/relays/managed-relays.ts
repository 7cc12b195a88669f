import type { ClusterPorts, RelayOrder, RelayReport, RelayView } from "@fairlead/cluster";
import type { AdminCell } from "@fairlead/runtime";

/** What managed relays report and are ordered, as far as the store says so now [KU-4]. */
export interface ManagedRelays {
  readonly reports: readonly RelayReport[];
  readonly orders: ReadonlyMap<string, RelayOrder>;
}
const nothing: ManagedRelays = { reports: [], orders: new Map() };

/** Never rejects: what is advertised is worth a list without it. */
export async function readManaged({ orders }: Pick<ClusterPorts, "orders">): Promise<ManagedRelays> {
  if (orders === undefined) return nothing;
  try {
    const [reports, given] = await Promise.all([orders.reports(), orders.orders()]);
    return { reports, orders: given };
  } catch {
    return nothing;
  }
}

/** Those that are not among the relays to choose from, and why. */
export function unpublishedRows(
  { reports, orders }: ManagedRelays,
  views: readonly RelayView[],
): readonly (readonly AdminCell[])[] {
  const listed = new Set<string>(views.map(({ name }) => name));
  return reports
    .filter(({ address }) => address === "" || !listed.has(address))
    .map((report) => {
      const { node, load, sessions, usedBps, state, release } = report;
      const why = `not chosen: ${reasonOf(report, orders.get(node))}`;
      return [node, "", "", (load * 100).toFixed(1), sessions, (usedBps / 2 ** 20).toFixed(1), state, release, why];
    });
}

/** Of a relay that is chosen: what a controller goes by besides. */
export function noteOf({ name }: RelayView, { reports }: ManagedRelays): string {
  const missed = Math.max(0, ...reports.filter(({ address }) => address === name).map((one) => one.missedInARow));
  return missed === 0 ? "" : `${missed} assigned sessions in a row did not come`;
}

function reasonOf({ address }: RelayReport, order: RelayOrder | undefined): string {
  if (order === undefined) return address === "" ? "it has no order yet" : "its advert has not come";
  if (order.address === "") return "its order gives it no address";
  return address === order.address ? "its advert has not come" : "its order is not in force yet";
}
