import { resolve } from "node:path";
import type { KubeApiSettings } from "@fairlead/kube";
import type { WordSpec } from "@fairlead/runtime";
import type { WordReader } from "./word-reader.ts";

/** How the API server of Kubernetes is reached. */
export const KUBE_WORDS: readonly WordSpec[] = [
  {
    name: "kubeconfig",
    takesValue: true,
    valueName: "FILE",
    help: "how to reach the API server; in a pod its service account when absent",
  },
  {
    name: "kube-context",
    takesValue: true,
    valueName: "NAME",
    help: "of the kubeconfig; its current one when absent",
    from: "flag",
  },
  { name: "kubernetes-service-host", takesValue: true, help: "set by Kubernetes in every pod", from: "environment" },
  { name: "kubernetes-service-port", takesValue: true, help: "set by Kubernetes in every pod", from: "environment" },
];

/** A kubeconfig wins, so that a person's wish counts in a pod too. Throws SettingsError. */
export function planKubeApi(reader: WordReader, workingDir: string): KubeApiSettings {
  const file = reader.filledText("kubeconfig");
  if (file !== undefined)
    return { kind: "kubeconfig", file: resolve(workingDir, file), context: reader.filledText("kube-context") };
  const host = reader.filledText("kubernetes-service-host");
  if (host === undefined)
    return reader.refuse("kubeconfig", "this is no pod of Kubernetes", "give --kubeconfig FILE, or set KUBECONFIG");
  return { kind: "in-cluster", host, port: reader.filledText("kubernetes-service-port") ?? "443" };
}
