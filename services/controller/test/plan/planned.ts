import type { RelayPool } from "../../src/api/index.ts";
import { type Plan, plan, type Snapshot } from "../../src/plan/index.ts";
import { type RelayWish, relay, snapshot } from "./fixtures.ts";

export type Relays = Readonly<Record<string, RelayWish>>;

/** Of one pool and its relays. */
export const planOf = (of: RelayPool, relays: Relays, more: Partial<Snapshot> = {}): Plan =>
  plan(
    snapshot(
      [of],
      Object.entries(relays).map(([name, wish]) => relay(name, of, wish)),
      more,
    ),
  );

/** Neither proven nor told to anybody. */
export const unproven: RelayWish = { published: false, proof: "none" };

/** The address of a relay that would be told, once proven. */
export const wishOf = (made: Plan, name = "relays-0-a"): string | undefined =>
  made.prove.find(({ wish }) => wish.relay === name)?.wish.address;

// biome-ignore lint/suspicious/noExplicitAny: statuses of every kind
export const statusOf = (made: Plan, name: string): any => made.statuses.find(({ ref }) => ref.name === name)?.status;

/** Absent where there is none of this type. */
export const conditionOf = (made: Plan, name: string, type: string) =>
  statusOf(made, name)?.conditions.find((one: { readonly type: string }) => one.type === type);
