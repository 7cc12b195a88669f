import type { Clock, Logger } from "@fairlead/base";
import type { Membership, MessageBus, NodeRole, SharedSettings } from "@fairlead/cluster";
import { type AdminAnswer, type AdminCommand, AdminCommands, HERE, NodeCalls, type Otherwise } from "@fairlead/runtime";
import type { NodeDrain } from "../node-drain.ts";
import type { NodeRolePart } from "../node-role.ts";
import type { SettingsFollower } from "../settings-follower.ts";
import { sharedCommand } from "../shared-command.ts";
import { askOtherRole } from "./ask-other-role.ts";
import { deviceCommands } from "./device-commands.ts";
import { nodeCommands, type OwnFacts, ownCommands } from "./node-commands.ts";
import { sessionCommands } from "./session-commands.ts";

export interface ClusterCommandParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: { scrape(): Promise<string> };
  /** This node's. */
  readonly name: string;
  readonly nodeRole: NodeRole;
  readonly bus: MessageBus;
  readonly membership: Membership;
  readonly settings: SharedSettings;
  readonly role: Pick<NodeRolePart, "commands" | "state" | "loadMetric">;
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
export function clusterCommands(parts: ClusterCommandParts, started: AsyncDisposableStack): ClusterCommands {
  const { clock, logger, name, nodeRole, role, membership, bus } = parts;
  const here = new AdminCommands([...role.commands, ...ownCommands(ownFacts(parts))], logger);
  const run = (words: readonly string[]): Promise<AdminAnswer> =>
    words[0] === HERE ? here.run(words.slice(1)) : all.run(words);
  const calls = started.use(new NodeCalls({ clock, bus, nodes: membership }, { run }));
  const merged = [...nodeCommands(calls, name), ...deviceCommands(calls), ...sessionCommands(calls, name)];
  const taken = new Set(merged.map((command) => command.name));
  const sharing = { ...parts, state: role.state };
  const shared = role.commands.filter((command) => !taken.has(command.name));
  const commands = [...merged, ...shared.map((command) => sharedCommand(command, sharing))];
  const all = new AdminCommands(commands, logger);
  return { commands, otherwise: (words) => askOtherRole(calls, nodeRole, words) };
}

function ownFacts({ clock, metrics, name, drain, role }: ClusterCommandParts): OwnFacts {
  const sinceMs = clock.now();
  return {
    name,
    drain,
    load: async () => sumOf(await metrics.scrape(), role.loadMetric),
    upSeconds: () => Math.round((clock.now() - sinceMs) / 1000),
  };
}

/** Over all series of a metric, in Prometheus' text. */
function sumOf(text: string, name: string): number {
  const series = text.split("\n").filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return series.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
}
