import type { RendezvousCluster } from "../api/index.ts";
import { ServerListPush } from "../server-list/server-list-push.ts";
import type { SharedValuePorts } from "../server-list/shared-value.ts";
import type { Chore } from "./chore.ts";

const LOOK_AGAIN_MS = 60_000;

/** Pushes the server list of the RendezvousCluster; of several, of the first by name that has one [KU-27]. */
export class ServerListChore implements Chore {
  readonly name = "server-list";
  readonly #push: ServerListPush;
  readonly #clusters: () => readonly RendezvousCluster[];

  constructor(ports: SharedValuePorts, clusters: () => readonly RendezvousCluster[]) {
    this.#push = new ServerListPush(ports);
    this.#clusters = clusters;
  }

  async run(): Promise<number> {
    const sorted = [...this.#clusters()].sort((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1));
    const lists = sorted.map(({ spec }) => spec.serverList ?? []);
    const answer = await this.#push.push(lists.find((list) => list.length > 0) ?? []);
    return answer.kind === "waits" ? answer.inMs : LOOK_AGAIN_MS;
  }
}
