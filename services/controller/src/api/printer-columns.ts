/** A column of `kubectl get`. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: "string" | "integer" | "number" | "date";
  readonly jsonPath: string;
  readonly description: string;
  /** 1 = only with `-o wide`. */
  readonly priority?: 0 | 1;
}

const column = (
  name: string,
  type: PrinterColumn["type"],
  jsonPath: string,
  description: string,
  priority?: 1,
): PrinterColumn => ({ name, type, jsonPath, description, ...(priority === undefined ? {} : { priority }) });

const carried: readonly PrinterColumn[] = [
  column("Mbit/s", "number", ".status.mbitPerSecond", "What is carried, of the busier direction."),
  column("Sessions", "integer", ".status.sessions", "Sessions there are."),
  column("Load %", "integer", ".status.load", "How much of what can be carried is."),
];
const age = column("Age", "date", ".metadata.creationTimestamp", "Since when it exists.");
const ready = column("State", "string", '.status.conditions[?(@.type=="Ready")].reason', "Ready, or why it is not.");

export const relayInstanceColumns: readonly PrinterColumn[] = [
  column("Address", "string", ".status.address", "What clients are told."),
  column("Region", "string", ".spec.region", "Where it is."),
  ...carried,
  column("State", "string", ".status.state", "What it is doing."),
  age,
  column("Node", "string", ".status.node", "The node of its pod.", 1),
  column("Config", "string", ".status.configVersion", "The version it has in force.", 1),
];

export const relayPoolColumns: readonly PrinterColumn[] = [
  column("Address", "string", ".status.address", "What clients are told, where all relays share one address."),
  column("Region", "string", ".spec.region.name", "Where its relays are."),
  column("Replicas", "integer", ".spec.replicas", "How many relays are asked for."),
  column("Ready", "integer", ".status.ready", "How many serve."),
  column("Draining", "integer", ".status.draining", "How many are being emptied."),
  ...carried,
  ready,
  age,
  column("Mode", "string", ".spec.exposure.mode", "How its relays are reached.", 1),
  column("Config", "string", ".status.configVersion", "The version its relays are to run.", 1),
];

export const rendezvousClusterColumns: readonly PrinterColumn[] = [
  column("Address", "string", ".status.addresses[0]", "Where clients reach it."),
  column("Region", "string", ".spec.region", "Where its nodes are."),
  column("Replicas", "integer", ".status.replicas", "Nodes that are ready."),
  column("Own address %", "number", ".status.sourceAddressShare", "Clients that are seen with their own address."),
  ready,
  age,
];

export const tenantColumns: readonly PrinterColumn[] = [
  column("Name", "string", ".spec.displayName", "Its name, for people."),
  column("Devices", "integer", ".status.devices", "Ids and patterns in force."),
  column("Suspended", "string", ".spec.suspended", "Why it is suspended."),
  ready,
  age,
];
