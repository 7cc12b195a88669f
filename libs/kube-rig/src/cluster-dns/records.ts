interface Meta {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
}
export interface ServiceObject {
  readonly metadata: Meta;
  readonly spec: {
    readonly clusterIP?: string;
    readonly publishNotReadyAddresses?: boolean;
    readonly externalName?: string;
  };
}
export interface SliceObject {
  readonly metadata: Meta;
  readonly addressType: string;
  readonly endpoints?: readonly {
    readonly addresses: readonly string[];
    readonly hostname?: string;
    readonly conditions?: { readonly ready?: boolean };
  }[];
}

/** A records by lower-case name: `<service>.<namespace>.svc.cluster.local`, all ready endpoints of a headless service, and `<hostname>.<service>…`. */
export function recordsOf(
  services: readonly ServiceObject[],
  slices: readonly SliceObject[],
): ReadonlyMap<string, readonly string[]> {
  const made = new Map<string, readonly string[]>();
  for (const { metadata, spec } of services) {
    const name = nameOf(metadata.name, metadata.namespace);
    if (spec.clusterIP !== "None") made.set(name, spec.clusterIP === undefined ? [] : [spec.clusterIP]);
    else for (const [full, ips] of headless(name, spec, slices)) made.set(full, ips);
  }
  return made;
}

function headless(
  name: string,
  { publishNotReadyAddresses }: ServiceObject["spec"],
  slices: readonly SliceObject[],
): ReadonlyMap<string, readonly string[]> {
  const made = new Map<string, readonly string[]>([[name, []]]);
  const add = (full: string, ips: readonly string[]): unknown => made.set(full, [...(made.get(full) ?? []), ...ips]);
  const own = slices.filter(({ metadata, addressType }) => addressType === "IPv4" && serviceOf(metadata) === name);
  for (const { conditions, addresses, hostname } of own.flatMap(({ endpoints }) => endpoints ?? [])) {
    if (conditions?.ready !== true && publishNotReadyAddresses !== true) continue;
    add(name, addresses);
    if (hostname !== undefined) add(`${hostname}.${name}`, addresses);
  }
  return made;
}

const serviceOf = ({ labels, namespace }: Meta): string =>
  nameOf(labels?.["kubernetes.io/service-name"] ?? "", namespace);
const nameOf = (service: string, namespace: string): string =>
  `${service}.${namespace}.svc.cluster.local`.toLowerCase();
