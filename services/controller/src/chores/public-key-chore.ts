import { type KubeApi, kinds, readObject } from "@fairlead/kube";
import { InstallSecretError } from "../errors.ts";
import type { ChartConfig } from "../watch/controller-config.ts";
import type { Chore } from "./chore.ts";

export interface PublicKeyChorePorts {
  readonly api: KubeApi;
  readonly config: () => ChartConfig | undefined;
  /** Told when it is read first, and when it is another. */
  readonly read: (publicKey: string) => void;
}

const LOOK_AGAIN_MS = 10 * 60_000;

/** Clients are configured with the public key, and a proof is a client [KU-20]. */
export class PublicKeyChore implements Chore {
  readonly name = "public-key";
  readonly #ports: PublicKeyChorePorts;
  #known: string | undefined;

  constructor(ports: PublicKeyChorePorts) {
    this.#ports = ports;
  }

  complaint(): string | undefined {
    return this.#known === undefined ? "the public key is not read yet: no address is proven" : undefined;
  }

  async run(): Promise<number> {
    const config = this.#ports.config();
    if (config === undefined) return LOOK_AGAIN_MS;
    const name = config.publicKeyConfigMap;
    const map = await readObject(this.#ports.api, kinds.configMap, { namespace: config.plan.namespace, name });
    const key = map?.data?.["id_ed25519.pub"]?.trim();
    if (key === undefined || key === "")
      throw new InstallSecretError(`ConfigMap ${name} has no id_ed25519.pub; do: helm upgrade, its Job makes it`);
    if (key !== this.#known) this.#ports.read(key);
    this.#known = key;
    return LOOK_AGAIN_MS;
  }
}
