import type { ControlPlane } from "@fairlead/kube-rig";
import { clock } from "../../whole/support/clients.ts";

interface ServiceObject {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly type?: string };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly unknown[] } };
}
const EVERY_MS = 300;

/** Plays the cloud where no pod runner does: each LoadBalancer Service has an address of its own, which it keeps. */
export class LoadBalancerAddresses implements Disposable {
  readonly #plane: ControlPlane;
  readonly #timer: Disposable;
  #given = 0;
  #looking = false;

  constructor(plane: ControlPlane) {
    this.#plane = plane;
    this.#timer = clock.every(EVERY_MS, () => void this.#look());
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const { items } = await this.#plane.api.get<{ readonly items: readonly ServiceObject[] }>("/api/v1/services");
      for (const service of items) await this.#give(service);
    } catch {
      // The API server is away for now; the next look finds what this one did not.
    } finally {
      this.#looking = false;
    }
  }

  async #give({ metadata, spec, status }: ServiceObject): Promise<void> {
    if (spec.type !== "LoadBalancer" || (status?.loadBalancer?.ingress ?? []).length > 0) return;
    this.#given += 1;
    const ingress = [{ ip: `198.51.100.${this.#given}` }];
    await this.#plane.api.merge(`/api/v1/namespaces/${metadata.namespace}/services/${metadata.name}/status`, {
      status: { loadBalancer: { ingress } },
    });
  }
}
