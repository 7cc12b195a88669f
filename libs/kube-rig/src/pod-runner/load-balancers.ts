import type { RigApi } from "../rig-api.ts";
import { untilHeard } from "./until-heard.ts";

interface Service {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly type?: string; readonly loadBalancerClass?: string; readonly loadBalancerIP?: string };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string }[] } };
}

const PREFIX = "198.51.100.";

/** Plays the cloud: a Service of type LoadBalancer has an address of 198.51.100.0/24 at once, unless it is annotated `rig/pending` or asks for a class. */
export class LoadBalancers {
  readonly #api: RigApi;
  readonly #addresses = new Map<string, string>();

  constructor(api: RigApi) {
    this.#api = api;
  }

  see(service: Service): void {
    const { metadata, spec, status } = service;
    const ingress = status?.loadBalancer?.ingress?.[0]?.ip;
    if (
      spec.type !== "LoadBalancer" ||
      metadata.annotations?.["rig/pending"] !== undefined ||
      spec.loadBalancerClass !== undefined
    )
      return;
    if (ingress !== undefined) return void this.#addresses.set(metadata.uid, ingress);
    const ip = this.#addresses.get(metadata.uid) ?? spec.loadBalancerIP ?? this.#free();
    this.#addresses.set(metadata.uid, ip);
    const path = `/api/v1/namespaces/${metadata.namespace}/services/${metadata.name}/status`;
    const told = { status: { loadBalancer: { ingress: [{ ip }] } } };
    void untilHeard(() => this.#api.merge(path, told), 404, 409);
  }

  forget({ metadata }: Service): void {
    this.#addresses.delete(metadata.uid);
  }

  #free(): string {
    const taken = new Set(this.#addresses.values());
    for (let host = 1; host < 255; host += 1) if (!taken.has(PREFIX + host)) return PREFIX + host;
    throw new Error("no load balancer address left");
  }
}
