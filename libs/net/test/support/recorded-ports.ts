import type { DropReason, LogFields, Logger, Metrics, Sample } from "@fairlead/base";
import { ManualClock } from "@fairlead/testkit";
import { CidrList } from "@fairlead/wire";
import type { AcceptSettings, ListenPorts } from "../../src/index.ts";

/** Ports that remember what they were told, on a clock that stands still. */
export class RecordedPorts implements ListenPorts {
  readonly clock = new ManualClock();
  readonly losses: DropReason[] = [];
  readonly events: { readonly event: string; readonly fields: LogFields | undefined }[] = [];
  readonly counts = new Map<string, number>();
  readonly gauges = new Map<string, () => number | readonly Sample[]>();
  readonly drops = { drop: (reason: DropReason): void => void this.losses.push(reason) };
  readonly logger: Logger = this.#logger();
  readonly metrics: Metrics = {
    counter: (spec, labels = {}) => ({
      add: (amount = 1) => {
        const key = `${spec.name} ${Object.values(labels).join(" ")}`;
        this.counts.set(key, (this.counts.get(key) ?? 0) + amount);
      },
    }),
    gauge: (spec, read) => void this.gauges.set(spec.name, read),
    histogram: () => ({ observe: () => undefined }),
  };

  #logger(): Logger {
    const record = (event: string, fields?: LogFields): void => void this.events.push({ event, fields });
    return { debug: record, info: record, warn: record, error: record, child: () => this.logger };
  }
}

/** Loopback, any port, nobody trusted, generous limits. */
export function acceptSettings(changes: Partial<AcceptSettings> = {}): AcceptSettings {
  return {
    name: "test",
    at: { port: 0, bind: "127.0.0.1" },
    trustedProxies: CidrList.parse([]),
    maxConnections: 1000,
    maxConnectionsPerAddress: 1000,
    openingDeadlineMs: 30_000,
    maxPayloadBytes: 65_536,
    maxQueuedBytes: 1_048_576,
    ...changes,
  };
}
