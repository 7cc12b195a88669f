import type { Node } from "@fairlead/kube";

/** A node says much more than where it is and whether it stays: of thousands of nodes, only that is kept. */
export function slimNode(node: Node): Node {
  const { addresses, conditions } = node.status ?? {};
  const ready = conditions?.filter(({ type }) => type === "Ready").map(({ type, status }) => ({ type, status }));
  const { managedFields: _, ...metadata } = node.metadata;
  const status = { addresses, ...(ready === undefined ? {} : { conditions: ready }) };
  return { apiVersion: node.apiVersion, kind: node.kind, metadata, spec: node.spec, status };
}
