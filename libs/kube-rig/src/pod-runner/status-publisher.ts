import { delay } from "@fairlead/base";
import { liveClock } from "@fairlead/testkit";
import { type Json, type RigApi, RigApiError } from "../rig-api.ts";
import type { Pod } from "./pod.ts";

const RETRY_MS = 500;

/** Tells a pod's status: the newest, one at a time, again while the server is away. */
export class StatusPublisher {
  readonly #api: RigApi;
  readonly #pod: Pod;
  readonly #status: () => Json;
  #due = false;
  #working: Promise<void> | undefined;

  constructor(api: RigApi, pod: Pod, status: () => Json) {
    this.#api = api;
    this.#pod = pod;
    this.#status = status;
  }

  publish(): void {
    this.#due = true;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  /** Resolves when everything was told, or cannot be. */
  async flush(): Promise<void> {
    await this.#working;
  }

  /** A conflict may be another writer of the same moment, or another life of the pod. */
  async #isThere(): Promise<boolean> {
    const { namespace, name, uid } = this.#pod.metadata;
    const found = this.#api.get<Pod>(`/api/v1/namespaces/${namespace}/pods/${name}`);
    return found.then(
      ({ metadata }) => metadata.uid === uid,
      (error) => !(error instanceof RigApiError && error.status === 404),
    );
  }

  async #work(): Promise<void> {
    const { namespace, name, uid } = this.#pod.metadata;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/status`;
    // Changes of one moment are one write.
    await delay(liveClock(), 20);
    for (let tries = 0; this.#due && tries < 240; tries += 1) {
      this.#due = false;
      try {
        // Conditions of others (readiness gates) are kept: strategic merge joins the list by type.
        const body = { metadata: { uid }, status: this.#status() };
        await this.#api.call("PATCH", path, body, "application/strategic-merge-patch+json");
      } catch (error) {
        if (error instanceof RigApiError && (error.status === 404 || error.status === 409) && !(await this.#isThere()))
          return;
        if (error instanceof RigApiError && !error.isPassing) console.error(`pod-runner: ${name}: ${error.message}`);
        this.#due = true;
        await delay(liveClock(), RETRY_MS);
      }
    }
  }
}
