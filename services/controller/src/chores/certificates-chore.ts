import type { NodeRole } from "@fairlead/cluster";
import { apply, type EventWords, type ObjectRef } from "@fairlead/kube";
import { BusAuthority, type BusAuthorityPorts, type TrustChange } from "../certificates/bus-authority.ts";
import { certManagerObjects } from "../certificates/cert-manager.ts";
import { FIELD_MANAGER } from "../plan/index.ts";
import { busDnsNames } from "../secrets/install-names.ts";
import type { ChartConfig } from "../watch/controller-config.ts";
import type { Chore } from "./chore.ts";

export interface CertificatesChorePorts extends BusAuthorityPorts {
  readonly config: () => ChartConfig | undefined;
  readonly record: (event: EventWords) => void;
}

/** Between two looks: Secrets are not watched, and one that was replaced by hand is found by then. */
const SOONEST_MS = 60_000;
const LATEST_MS = 10 * 60_000;

/** Has certificates of the bus replaced in time [KU-25]: by ourselves, or by cert-manager where that was asked for. */
export class CertificatesChore implements Chore {
  readonly name = "certificates";
  readonly #ports: CertificatesChorePorts;
  #complaint: string | undefined;

  constructor(ports: CertificatesChorePorts) {
    this.#ports = ports;
  }

  complaint(): string | undefined {
    return this.#complaint;
  }

  async run(): Promise<number> {
    const config = this.#ports.config();
    if (config === undefined) return SOONEST_MS;
    switch (config.bus.certificates) {
      case "controller":
        return await this.#review(config);
      case "certManager":
        return await this.#ask(config);
      case "external":
        return LATEST_MS;
      default:
        return config.bus.certificates satisfies never;
    }
  }

  async #review(config: ChartConfig): Promise<number> {
    const authority = new BusAuthority(this.#ports, {
      namespace: config.plan.namespace,
      fieldManager: FIELD_MANAGER,
      authoritySecret: config.bus.authoritySecret,
      roles: rolesOf(config),
    });
    const { changes, complaint, nextMs } = await authority.review();
    this.#complaint = complaint;
    for (const change of changes) this.#ports.record(eventOf(change, config));
    return Math.min(LATEST_MS, Math.max(SOONEST_MS, nextMs - this.#ports.clock.wall()));
  }

  async #ask(config: ChartConfig): Promise<number> {
    const { namespace, labels, owner, fullname } = config.plan;
    const names = { namespace, labels, issuer: `${fullname}-bus`, authoritySecret: config.bus.authoritySecret };
    for (const object of certManagerObjects({ ...names, roles: rolesOf(config) })) {
      const owned = { ...object, metadata: { ...object.metadata, ownerReferences: [owner] } };
      await apply(this.#ports.api, owned, { fieldManager: FIELD_MANAGER });
    }
    return LATEST_MS;
  }
}

function rolesOf({ bus, plan }: ChartConfig): ReadonlyMap<NodeRole, { secret: string; dnsNames: readonly string[] }> {
  const at = { fullName: plan.fullname, namespace: plan.namespace };
  return new Map<NodeRole, { secret: string; dnsNames: readonly string[] }>([
    ["rendezvous", { secret: bus.rendezvousSecret, dnsNames: busDnsNames(at, "rendezvous") }],
    ["relay", { secret: bus.relaySecret, dnsNames: busDnsNames(at, "relay") }],
  ]);
}

function eventOf({ secret, note, done }: TrustChange, { plan }: ChartConfig): EventWords {
  const regarding: ObjectRef = { apiVersion: "v1", kind: "Secret", name: secret, namespace: plan.namespace };
  return { regarding, type: "Normal", reason: "CertificateRotation", action: done, note };
}
