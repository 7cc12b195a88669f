import type { NodeSet } from "@fairlead/cluster";

/** Two nodes of one name cannot be told apart in `ctl`, nor prove who they are. Right after a restart the other may be this node's own last life. */
export function sameName(nodes: NodeSet, name: string): string | undefined {
  const others = nodes.nodes().filter((node) => node.slot !== nodes.self.slot && node.state !== "left");
  const twin = others.find((node) => node.name === name);
  return twin && `another node, at ${twin.busAddress}, is called ${name} too; do: give each its own --node NAME`;
}
