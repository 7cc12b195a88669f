import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RigApi } from "../rig-api.ts";
import { untilHeard } from "./until-heard.ts";

interface Claim {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly uid: string };
  readonly spec: {
    readonly storageClassName?: string;
    readonly accessModes?: readonly string[];
    readonly resources?: { readonly requests?: Readonly<Record<string, string>> };
  };
  readonly status?: { readonly phase?: string };
}

const CLASS = "rig";

/** Plays a provisioner: claims of the default class get a folder, which is kept when its pod goes. */
export class Claims {
  readonly #api: RigApi;
  readonly #folder: string;

  constructor(api: RigApi, folder: string) {
    this.#api = api;
    this.#folder = folder;
  }

  async offer(): Promise<void> {
    const annotations = { "storageclass.kubernetes.io/is-default-class": "true" };
    const metadata = { name: CLASS, annotations };
    const storageClass = {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata,
      provisioner: "rig/folder",
      volumeBindingMode: "Immediate",
    };
    await untilHeard(() => this.#api.call("POST", "/apis/storage.k8s.io/v1/storageclasses", storageClass), 409);
  }

  async see({ metadata, spec, status }: Claim): Promise<void> {
    if (spec.storageClassName !== CLASS || status?.phase === "Bound") return;
    const { name, namespace, uid } = metadata;
    const path = join(this.#folder, "claims", `${namespace}_${name}`);
    await mkdir(path, { recursive: true });
    const claimRef = { apiVersion: "v1", kind: "PersistentVolumeClaim", name, namespace, uid };
    const volume = {
      ...{ apiVersion: "v1", kind: "PersistentVolume", metadata: { name: `pv-${uid}` } },
      spec: {
        ...{ storageClassName: CLASS, claimRef, hostPath: { path }, persistentVolumeReclaimPolicy: "Retain" },
        ...{
          accessModes: spec.accessModes ?? ["ReadWriteOnce"],
          capacity: spec.resources?.requests ?? { storage: "1Gi" },
        },
      },
    };
    await untilHeard(() => this.#api.call("POST", "/api/v1/persistentvolumes", volume), 409);
  }
}
