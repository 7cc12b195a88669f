import type { KubeObject } from "@fairlead/kube";
import type { TSchema } from "typebox";
import { GROUP, VERSION } from "./kinds.ts";
import {
  type PrinterColumn,
  relayInstanceColumns,
  relayPoolColumns,
  rendezvousClusterColumns,
  tenantColumns,
} from "./printer-columns.ts";
import { relayInstanceSpec, relayInstanceStatus } from "./relay-instance.ts";
import { relayPoolSpec, relayPoolStatus } from "./relay-pool.ts";
import { rendezvousClusterSpec, rendezvousClusterStatus } from "./rendezvous-cluster.ts";
import type { CelRule } from "./schema-words.ts";
import { structural } from "./structural-schema.ts";
import { tenantSpec, tenantStatus } from "./tenant.ts";

interface CustomResource {
  readonly kind: string;
  readonly plural: string;
  readonly shortName: string;
  readonly description: string;
  /** On the whole object, which is where its name can be seen. */
  readonly rules?: readonly CelRule[];
  readonly spec: TSchema;
  readonly status: TSchema;
  readonly columns: readonly PrinterColumn[];
  /** Which `--field-selector` the API server answers. */
  readonly selectable: readonly string[];
  readonly scale?: boolean;
}

const resources: readonly CustomResource[] = [
  {
    kind: "RendezvousCluster",
    plural: "rendezvousclusters",
    shortName: "rv",
    description: "The rendezvous nodes of one release: where devices register.",
    spec: rendezvousClusterSpec,
    status: rendezvousClusterStatus,
    columns: rendezvousClusterColumns,
    selectable: [".spec.region"],
  },
  {
    kind: "RelayPool",
    plural: "relaypools",
    shortName: "rp",
    description: "Relays that are alike: how many, how they are reached, what they may carry.",
    rules: [
      {
        rule: "self.metadata.name.matches('^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$')",
        message:
          "relays and their Services are named after the pool: use at most 40 small letters, digits and dashes, a letter first",
      },
    ],
    spec: relayPoolSpec,
    status: relayPoolStatus,
    columns: relayPoolColumns,
    selectable: [".spec.region.name"],
    scale: true,
  },
  {
    kind: "RelayInstance",
    plural: "relayinstances",
    shortName: "ri",
    description: "One relay. The controller writes it; annotate it with fairlead.io/drain to empty it.",
    // Its pod and its Service have its name: none may have that of somebody else's.
    rules: [
      {
        rule: "self.metadata.name.matches('^[a-z][a-z0-9-]*-[0-9]+-[a-z0-9]{5}$') && self.metadata.name.startsWith(self.spec.pool + '-')",
        message: "a relay is named POOL-INDEX-XXXXX, by the controller: scale the RelayPool instead",
      },
    ],
    spec: relayInstanceSpec,
    status: relayInstanceStatus,
    columns: relayInstanceColumns,
    selectable: [".spec.pool", ".spec.region"],
  },
  {
    kind: "Tenant",
    plural: "tenants",
    shortName: "ften",
    description: "A customer: which devices are theirs, which relays they may use, and how much.",
    rules: [
      {
        rule: "size(self.metadata.name) <= 63",
        message: "a Tenant's name is its id in logs: use at most 63 characters",
      },
    ],
    spec: tenantSpec,
    status: tenantStatus,
    columns: tenantColumns,
    selectable: [],
  },
];

/** The definitions of our kinds, as the API server takes them [KU-6]. */
export function crds(): readonly KubeObject[] {
  return resources.map(crd);
}

function crd(resource: CustomResource): KubeObject & { readonly spec: object } {
  const { kind, plural, shortName } = resource;
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope: "Namespaced",
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        shortNames: [shortName],
        categories: ["fairlead"],
      },
      versions: [version(resource)],
    },
  };
}

function version({ description, rules, spec, status, columns, selectable, scale }: CustomResource): object {
  const replicas = {
    specReplicasPath: ".spec.replicas",
    statusReplicasPath: ".status.replicas",
    labelSelectorPath: ".status.selector",
  };
  return {
    name: VERSION,
    served: true,
    storage: true,
    subresources: { status: {}, ...(scale ? { scale: replicas } : {}) },
    additionalPrinterColumns: columns,
    ...(selectable.length === 0 ? {} : { selectableFields: selectable.map((jsonPath) => ({ jsonPath })) }),
    schema: {
      openAPIV3Schema: structural({
        type: "object",
        description,
        required: ["spec"],
        properties: { spec, status },
        rules,
      }),
    },
  };
}
