import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RigApi } from "../rig-api.ts";
import { unless } from "./nodes.ts";
import { type Container, type Pod, podKey, type Volume, type VolumeMount } from "./pod.ts";
import { volumeFiles, volumeUses } from "./volume-content.ts";
import { writeVolume } from "./volume-writer.ts";

/** A folder or file of this machine that a container sees elsewhere. */
export interface Bind {
  readonly from: string;
  readonly to: string;
  readonly readOnly: boolean;
}

/** The volumes of one pod: made before its containers start, refreshed when an object they show changes. */
export class PodVolumes {
  readonly #api: RigApi;
  readonly #folder: string;
  readonly #pod: Pod;
  readonly #turns = new Map<string, number>();
  #working: Promise<unknown> = Promise.resolve();

  constructor(api: RigApi, folder: string, pod: Pod) {
    this.#api = api;
    this.#folder = folder;
    this.#pod = pod;
  }

  /** Rejects when an object that is not optional is not there. */
  async prepare(): Promise<void> {
    for (const volume of this.#pod.spec.volumes ?? []) await this.#write(volume);
  }

  /** Volumes that show the object have what it says now, soon. */
  changed(kind: "secret" | "configMap", name: string): void {
    const shown = (this.#pod.spec.volumes ?? []).filter((volume) => volumeUses(volume, kind, name));
    for (const volume of shown) this.#working = this.#working.then(() => this.#write(volume)).catch(unless(404));
  }

  bindsOf({ volumeMounts = [] }: Container): readonly Bind[] {
    return volumeMounts.map((mount) => ({
      from: join(this.#place(mount), mount.subPath ?? ""),
      to: mount.mountPath,
      readOnly: mount.readOnly === true,
    }));
  }

  #place({ name }: VolumeMount): string {
    const volume = this.#pod.spec.volumes?.find((one) => one.name === name);
    if (volume === undefined) throw new Error(`no volume ${name}`);
    return this.#folderOf(volume);
  }

  #folderOf({ name, persistentVolumeClaim: claim, hostPath }: Volume): string {
    if (hostPath !== undefined) return hostPath.path;
    const { namespace } = this.#pod.metadata;
    if (claim !== undefined) return join(this.#folder, "claims", `${namespace}_${claim.claimName}`);
    return join(this.#folder, "volumes", `${podKey(this.#pod)}_${this.#pod.metadata.uid}`, name);
  }

  async #write(volume: Volume): Promise<void> {
    const folder = this.#folderOf(volume);
    await mkdir(folder, { recursive: true });
    const files = await volumeFiles(this.#api, this.#pod, volume);
    if (files === undefined) return;
    const turn = this.#turns.get(volume.name) ?? 0;
    this.#turns.set(volume.name, turn + 1);
    await writeVolume(folder, files, turn);
  }
}
