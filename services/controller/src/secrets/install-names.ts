import type { NodeRole } from "@fairlead/cluster";

/** Where one Secret or ConfigMap of an install is. `given`: somebody else made it, so that it is only looked at. */
export interface InstallPlace {
  readonly name: string;
  readonly given: boolean;
}

/** Everything that is made once for an install [KU-11]. */
export interface InstallNames {
  /** What objects begin with. */
  readonly fullName: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly signingKey: InstallPlace;
  /** A ConfigMap. */
  readonly publicKey: InstallPlace;
  readonly busAuthority: InstallPlace;
  readonly busRendezvous: InstallPlace;
  readonly busRelay: InstallPlace;
  readonly redis: InstallPlace;
  readonly adminToken: InstallPlace;
}
export type InstallPart = Exclude<keyof InstallNames, "fullName" | "labels" | "namespace">;

const SUFFIXES: Readonly<Record<InstallPart, string>> = {
  signingKey: "signing-key",
  publicKey: "public-key",
  busAuthority: "bus-ca",
  busRendezvous: "bus-rendezvous",
  busRelay: "bus-relay",
  redis: "redis",
  adminToken: "admin-token",
};

export interface InstallNamesInput {
  readonly fullName: string;
  readonly namespace: string;
  /** Of the release; the full name unless told. */
  readonly instance?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Names of what is there already. */
  readonly given?: Partial<Readonly<Record<InstallPart, string | undefined>>> | undefined;
}

/** All names of an install, those that were given and ours. */
export function installNames({ fullName, namespace, instance, labels, given = {} }: InstallNamesInput): InstallNames {
  const place = (part: InstallPart): InstallPlace => ({
    name: given[part] ?? `${fullName}-${SUFFIXES[part]}`,
    given: given[part] !== undefined,
  });
  return {
    fullName,
    namespace,
    labels: {
      ...labels,
      "app.kubernetes.io/name": "fairlead",
      "app.kubernetes.io/instance": instance ?? fullName,
      "app.kubernetes.io/component": "init",
      "app.kubernetes.io/managed-by": "fairlead-kube-init",
    },
    signingKey: place("signingKey"),
    publicKey: place("publicKey"),
    busAuthority: place("busAuthority"),
    busRendezvous: place("busRendezvous"),
    busRelay: place("busRelay"),
    redis: place("redis"),
    adminToken: place("adminToken"),
  };
}

/** DNS names in the certificate of a role, for people and tools; nodes ask for the role alone. */
export function busDnsNames(
  { fullName, namespace }: Pick<InstallNames, "fullName" | "namespace">,
  role: NodeRole,
): readonly string[] {
  return [`${fullName}-${role}.${namespace}.svc`];
}
