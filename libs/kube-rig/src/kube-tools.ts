import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const NEEDED = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy", "kubectl", "helm"];

/** Where the programs are; `bin("helm")` is a path. */
export interface KubeTools {
  readonly folder: string;
  bin(name: string): string;
}

export type FoundTools =
  | { readonly kind: "found"; readonly tools: KubeTools }
  | { readonly kind: "missing"; readonly reason: string };

/** The programs that `make test-kube` obtains, or why there are none. Looks, builds nothing. */
export function kubeTools(environment: Readonly<Record<string, string | undefined>> = process.env): FoundTools {
  const own = environment["FAIRLEAD_KUBE_DIR"] ?? "";
  const folder = own === "" ? join(homedir(), ".cache/fairlead/kube") : own;
  const bin = (name: string): string => join(folder, "bin", name);
  const missing = NEEDED.filter((name) => !existsSync(bin(name)));
  if (missing.length === 0) return { kind: "found", tools: { folder, bin } };
  return { kind: "missing", reason: `no ${missing.join(", ")} in ${folder}/bin; do: make test-kube` };
}

/** As `kubeTools`, for who cannot go on without. */
export function neededTools(): KubeTools {
  const found = kubeTools();
  if (found.kind === "missing") throw new Error(found.reason);
  return found.tools;
}
