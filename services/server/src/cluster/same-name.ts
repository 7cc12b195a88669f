import type { Logger } from "@fairlead/base";
import type { NodeSet } from "@fairlead/cluster";

const STEP = "give each its own --node NAME";

/** Two nodes of one name cannot be told apart in `ctl`, nor prove who they are. What is at this node's own address is its last life. */
export function sameName(nodes: NodeSet, name: string): string | undefined {
  const reason = twin(nodes, name);
  return reason && `${reason}; do: ${STEP}`;
}

/** Says so in the log when it becomes so. */
export function tellSameName(nodes: NodeSet, name: string, logger: Logger): Disposable {
  let told: string | undefined;
  const look = (): void => {
    const reason = twin(nodes, name);
    if (reason !== undefined && reason !== told)
      logger.warn("node.same_name", { reason, setting: `NODE_NAME=${name}`, do: STEP });
    told = reason;
  };
  look();
  return nodes.watch(look);
}

function twin(nodes: NodeSet, name: string): string | undefined {
  const all = nodes.nodes().filter(({ state }) => state !== "left");
  const own = all.find(({ slot }) => slot === nodes.self.slot)?.busAddress;
  const one = all.find((node) => node.slot !== nodes.self.slot && node.name === name && node.busAddress !== own);
  return one && `another node, at ${one.busAddress}, is called ${name} too`;
}
