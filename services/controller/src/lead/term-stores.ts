import type { ControllerStores } from "../stores.ts";
import type { Term } from "./term.ts";

/** The stores for one term: whatever changes something there is asked of the term first [KU-3]. */
export function termStores(term: Pick<Term, "check">, all: ControllerStores): ControllerStores {
  const { orders, sources, settings, admissions } = all;
  const asked = async <T>(write: () => Promise<T>): Promise<T> => {
    term.check();
    return await write();
  };
  return {
    orders: {
      exchange: (report) => asked(() => orders.exchange(report)),
      reports: () => orders.reports(),
      give: (given) => asked(() => orders.give(given)),
      orders: () => orders.orders(),
    },
    sources: {
      exchange: (report) => asked(() => sources.exchange(report)),
      reports: () => sources.reports(),
      name: (networks) => asked(() => sources.name(networks)),
    },
    settings: {
      read: () => settings.read(),
      change: (values) => asked(() => settings.change(values)),
      settle: (name, value) => asked(() => settings.settle(name, value)),
    },
    admissions: {
      put: (admission) => asked(() => admissions.put(admission)),
      read: (uuid) => admissions.read(uuid),
      take: (uuid) => asked(() => admissions.take(uuid)),
    },
  };
}
