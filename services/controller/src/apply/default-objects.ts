import { type Clock, errorMessage, type Logger } from "@fairlead/base";
import { type EventWords, KubeError, type KubeObject, refOf } from "@fairlead/kube";
import { ANNOTATIONS, type ControllerConfig, FIELD_MANAGER, LABELS } from "../plan/index.ts";
import { AppliedObjects, appliedKey } from "./applied-objects.ts";
import { RetryPauses } from "./retry-pauses.ts";

export interface DefaultObjectsPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly apply: (object: KubeObject, fieldManager: string) => Promise<KubeObject>;
  /** As far as is known. */
  readonly live: (object: KubeObject) => KubeObject | undefined;
  readonly record: (event: EventWords) => void;
}

type Manifest = KubeObject & { readonly spec?: Readonly<Record<string, unknown>> };

/** What one manager applies once and leaves out later is taken away by the server: so replicas have a manager of their own, which speaks seldom. */
const REPLICAS_MANAGER = `${FIELD_MANAGER}-replicas`;

/** What is said of the object itself: neither of another writer, nor of a server in trouble. */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 422]);

/**
 * Keeps the default RendezvousCluster and RelayPool as the chart's ConfigMap says. Replicas belong to whoever scales: they are set when the object is new, and when the ConfigMap's own value
 * has changed [KU-7]. What the ConfigMap names no more stays, with its sessions.
 */
export class DefaultObjects {
  readonly #ports: DefaultObjectsPorts;
  readonly #applied = new AppliedObjects();
  readonly #pauses = new RetryPauses();

  constructor(ports: DefaultObjectsPorts) {
    this.#ports = ports;
  }

  get complaint(): string | undefined {
    return this.#pauses.complaint;
  }

  /** Never rejects. */
  async keep(config: Pick<ControllerConfig, "defaults" | "labels" | "owner" | "instance">): Promise<void> {
    this.#pauses.keep(new Set(config.defaults.map(appliedKey)));
    for (const manifest of config.defaults) await this.#keep(ownedBy(config, manifest));
  }

  async #keep(manifest: Manifest): Promise<void> {
    const { clock, logger } = this.#ports;
    const key = appliedKey(manifest);
    if (this.#pauses.isPaused(key, clock.now())) return;
    try {
      await this.#apply(manifest);
      this.#pauses.succeeded(key);
    } catch (error) {
      const reason = errorMessage(error);
      const retryMs = this.#pauses.failed(key, clock.now(), reason);
      if (error instanceof KubeError && REFUSALS.has(error.status)) this.#tell(manifest, reason);
      logger.warn("controller.write.failed", { what: key, reason, retryMs });
    }
  }

  /** [KU-9] Else nobody would see why a changed value, such as another mode, does nothing. */
  #tell(manifest: Manifest, reason: string): void {
    const { kind, metadata } = manifest;
    const there = this.#ports.live(manifest);
    const regarding = there === undefined ? refOf(manifest) : refOf(there);
    const note = `the chart's values for ${kind} ${metadata.name} are not in force: ${reason}`;
    this.#ports.record({ regarding, type: "Warning", reason: "ValuesRefused", action: "Apply", note });
  }

  async #apply(manifest: Manifest): Promise<void> {
    const { live, apply } = this.#ports;
    const { replicas, ...spec } = manifest.spec ?? {};
    const wanted = { ...manifest, spec };
    let there = live(manifest);
    if (!this.#applied.isInForce(wanted, there)) {
      there = await apply(wanted, FIELD_MANAGER);
      this.#applied.applied(wanted, there);
    }
    if (replicas === undefined || there?.metadata.annotations?.[ANNOTATIONS.defaultReplicas] === String(replicas))
      return;
    const { apiVersion, kind, metadata } = manifest;
    const annotations = { [ANNOTATIONS.defaultReplicas]: String(replicas) };
    const { name, namespace } = metadata;
    const object = { apiVersion, kind, metadata: { name, namespace, annotations }, spec: { replicas } };
    await apply(object, REPLICAS_MANAGER);
  }
}

/** So that uninstalling collects it with no controller there [KU-10]. */
function ownedBy(
  { owner, labels, instance }: Pick<ControllerConfig, "labels" | "owner" | "instance">,
  { metadata, ...rest }: Manifest,
): Manifest {
  const all = { ...labels, [LABELS.instance]: instance, [LABELS.managedBy]: "fairlead-controller" };
  return { ...rest, metadata: { ...metadata, labels: all, ownerReferences: [owner] } };
}
