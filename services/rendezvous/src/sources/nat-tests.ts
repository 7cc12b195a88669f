import { ExpiringMap } from "@fairlead/base";

/** Both connections of one test come within this time. */
const PAIRED_WITHIN_MS = 10_000;
const KEPT_MS = 5 * 60_000;
const MAX_ADDRESSES = 5_000;
/** More at one time from one address are not worth telling apart. */
const MAX_HALVES = 8;

interface Half {
  readonly place: NatTestSide;
  readonly port: number;
  readonly atMs: number;
}
export type NatTestSide = "mainPort" | "natTestPort";

/**
 * Clients that made both NAT tests within 5 minutes, and those whose two ports differed [KU-24]. A client makes both from one port of its own: where they arrive as two, its
 * own router or something in front of us writes ports anew. Several clients behind one address are told apart by equal ports, and not judged where that does not do.
 */
export class NatTests {
  readonly #halves = new ExpiringMap<string, readonly Half[]>({
    capacity: MAX_ADDRESSES,
    lifetimeMs: KEPT_MS,
  });
  /** By address and port of the test; whether the ports differed. */
  readonly #judged = new ExpiringMap<string, boolean>({ capacity: MAX_ADDRESSES, lifetimeMs: KEPT_MS });

  came(place: NatTestSide, ip: string, port: number, nowMs: number): void {
    this.#judge(ip, this.#halves.get(ip, nowMs) ?? [], nowMs);
    const halves = this.#halves.get(ip, nowMs) ?? [];
    const partner = halves.find((half) => half.port === port && half.place !== place);
    const rest = halves.filter((half) => half.port !== port);
    if (partner !== undefined) this.#judged.set(`${ip} ${port}`, false, nowMs);
    else rest.push({ place, port, atMs: nowMs });
    if (rest.length === 0) this.#halves.delete(ip, nowMs);
    else this.#halves.set(ip, rest.slice(-MAX_HALVES), nowMs);
  }

  /** Over the last 5 minutes. Once in a while: what has waited long enough for an equal port is judged. */
  count(nowMs: number): { readonly natTests: number; readonly portsDiffered: number } {
    for (const [ip, halves] of [...this.#halves.entries(nowMs)]) this.#judge(ip, halves, nowMs);
    const judged = [...this.#judged.entries(nowMs)];
    return { natTests: judged.length, portsDiffered: judged.filter(([, differed]) => differed).length };
  }

  #judge(ip: string, halves: readonly Half[], nowMs: number): void {
    const last = halves.at(-1);
    if (last === undefined || nowMs - last.atMs < PAIRED_WITHIN_MS) return;
    this.#halves.delete(ip, nowMs);
    const [first, second, ...more] = halves;
    if (first === undefined || second === undefined || more.length > 0 || first.place === second.place) return;
    this.#judged.set(`${ip} ${first.port}`, true, nowMs);
  }
}
