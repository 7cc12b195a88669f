import { ExpiringMap } from "@fairlead/base";
import type { OwnNetworks, SourceReport } from "@fairlead/cluster";
import { CidrList } from "@fairlead/wire";
import { type NatTestSide, NatTests } from "./nat-tests.ts";

const KEPT_MS = 5 * 60_000;
/** Enough to know a share by, and soon counted. */
const MAX_COUNTED = 10_000;

export type SourceCounts = Omit<SourceReport, "node">;

/** Where clients of the last 5 minutes seem to come from [KU-24]: the devices that are here, and who asked for one. */
export class ClientSources {
  readonly #asking = new ExpiringMap<string, true>({ capacity: MAX_COUNTED, lifetimeMs: KEPT_MS });
  readonly #natTests = new NatTests();
  #nodes = CidrList.none;
  #pods = CidrList.none;

  /** Throws `WireError` for what is no network; then nothing changed. */
  know({ nodes, pods }: OwnNetworks): void {
    [this.#nodes, this.#pods] = [CidrList.parse(nodes), CidrList.parse(pods)];
  }

  /** A client asks for a device. */
  asked(ip: string, nowMs: number): void {
    this.#asking.set(ip, true, nowMs);
  }

  natTest(place: NatTestSide, ip: string, port: number, nowMs: number): void {
    this.#natTests.came(place, ip, port, nowMs);
  }

  /** Looks at no more than so many devices. */
  count(devices: Iterable<{ readonly address: { readonly ip: string } }>, nowMs: number): SourceCounts {
    const found = { clients: 0, fromNodes: 0, fromPods: 0 };
    const seen = new Set<string>();
    for (const { address } of devices) {
      if (found.clients >= MAX_COUNTED) break;
      seen.add(address.ip);
      this.#add(found, address.ip);
    }
    for (const [ip] of this.#asking.entries(nowMs)) if (!seen.has(ip)) this.#add(found, ip);
    return { ...found, ...this.#natTests.count(nowMs) };
  }

  #add(found: { clients: number; fromNodes: number; fromPods: number }, ip: string): void {
    found.clients += 1;
    if (this.#nodes.contains(ip)) found.fromNodes += 1;
    else if (this.#pods.contains(ip)) found.fromPods += 1;
  }
}
