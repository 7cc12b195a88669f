import { type AdminCommand, AdminCommands, HERE, NodeCalls, type Otherwise } from "@fairlead/runtime";
import type { ServerParts } from "../../server-parts.ts";
import type { ClusterNode } from "../cluster-node.ts";
import type { NodeDrain } from "../node-drain.ts";
import type { NodeRolePart } from "../node-role.ts";
import type { SettingsFollower } from "../settings-follower.ts";
import { sharedCommand } from "../shared-command.ts";
import { askOtherRole } from "./ask-other-role.ts";
import { deviceCommands } from "./device-commands.ts";
import { nodeCommands, ownCommands } from "./node-commands.ts";
import { sessionCommands } from "./session-commands.ts";

export interface ClusterCommandParts {
  readonly parts: ServerParts;
  readonly node: ClusterNode;
  readonly role: NodeRolePart;
  readonly follower: SettingsFollower;
  readonly drain: NodeDrain;
}
export interface ClusterCommands {
  readonly commands: readonly AdminCommand[];
  /** Asks a node of the other role. */
  readonly otherwise: Otherwise;
}

/**
 * `ctl` over the cluster. Three layers of one word: this node's own part (`here`), what means all nodes, and words that only the other role knows. What a node does
 * for another never goes on to a third one's meaning of all.
 */
export function clusterCommands(
  { parts, node, role, follower, drain }: ClusterCommandParts,
  started: AsyncDisposableStack,
): ClusterCommands {
  const { clock, logger } = parts.ports;
  const { membership, bus, stores, plan } = node;
  const self = plan.nodeName;
  const sinceMs = clock.now();
  const own = ownCommands({
    name: self,
    drain,
    load: async () => sumOf(await parts.foundation.metrics.scrape(), role.loadMetric),
    upSeconds: () => Math.round((clock.now() - sinceMs) / 1000),
  });
  const here = new AdminCommands([...role.commands, ...own], logger);
  const calls: NodeCalls = started.use(
    new NodeCalls(
      { clock, bus, nodes: membership },
      { run: (words) => (words[0] === HERE ? here.run(words.slice(1)) : all.run(words)) },
    ),
  );
  const merged = [...nodeCommands(calls, self), ...deviceCommands(calls), ...sessionCommands(calls, self)];
  const taken = new Set(merged.flatMap(({ name, aliases }) => [name, ...aliases]));
  const sharing = { clock, membership, settings: stores.settings, state: role.state, follower };
  const shared = role.commands.filter(({ name }) => !taken.has(name)).map((command) => sharedCommand(command, sharing));
  const commands = [...merged, ...shared];
  const all = new AdminCommands(commands, logger);
  return { commands, otherwise: (words) => askOtherRole(calls, node.role, words) };
}

/** Over all series of a metric, in Prometheus' text. */
function sumOf(text: string, name: string): number {
  const series = text.split("\n").filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return series.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
}
