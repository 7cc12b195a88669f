import { nodeName } from "@fairlead/base";
import { noNetworks, type OwnNetworks, type SourceReport, type SourceReports } from "@fairlead/cluster";
import { replyMaybe, replyText } from "../connection/redis-reply.ts";
import type { RedisStore } from "../connection/redis-store.ts";
import { reportAndReadScript, reportsScript } from "./report-scripts.ts";
import { parsedObject, readCount, readReports, readWord } from "./report-text.ts";

/** [KU-24]. */
const REPORT_LIFETIME_MS = 45_000;

/** What rendezvous nodes saw of addresses is one hash, by node; the networks that are the cluster's own are one text. */
export class RedisSourceReports implements SourceReports {
  readonly #store: RedisStore;
  readonly #reports: string;
  readonly #networks: string;

  constructor(store: RedisStore) {
    this.#store = store;
    this.#reports = store.key("sources:{o}:all");
    this.#networks = store.key("networks:{o}");
  }

  async exchange(report: SourceReport): Promise<OwnNetworks> {
    const words = [report.node, REPORT_LIFETIME_MS, JSON.stringify(report)];
    const text = await this.#store.run(reportAndReadScript, [this.#reports, this.#networks], words);
    return replyMaybe(text, (present) => readNetworks(replyText(present))) ?? noNetworks;
  }

  async reports(): Promise<readonly SourceReport[]> {
    return readReports(await this.#store.run(reportsScript, [this.#reports]), readSourceReport);
  }

  async name(networks: OwnNetworks): Promise<void> {
    await this.#store.command("set", this.#networks, JSON.stringify(networks));
  }
}

function readNetworks(text: string): OwnNetworks {
  const said = parsedObject<OwnNetworks>(text);
  return { nodes: said?.nodes ?? [], pods: said?.pods ?? [] };
}

function readSourceReport(said: Partial<SourceReport>): SourceReport | undefined {
  const node = readWord(said.node);
  if (node === "") return undefined;
  return {
    node: nodeName(node),
    clients: readCount(said.clients),
    fromNodes: readCount(said.fromNodes),
    fromPods: readCount(said.fromPods),
    natTests: readCount(said.natTests),
    portsDiffered: readCount(said.portsDiffered),
  };
}
