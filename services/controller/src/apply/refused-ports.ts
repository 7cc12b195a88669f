import type { KubeError, KubeObject, Service } from "@fairlead/kube";

const FORGET_MS = 10 * 60_000;

/** Node ports that the API server refused lately, as they are somebody else's: the plan takes others [KU-22]. */
export class RefusedPorts {
  readonly #untilMs = new Map<number, number>();

  note(object: KubeObject, { status, message, causes }: KubeError, nowMs: number): void {
    if (object.kind !== "Service" || status !== 422) return;
    const said = [message, ...causes.map((cause) => `${cause.field} ${cause.message}`)].join(" ");
    if (!/nodePort/.test(said)) return;
    for (const { nodePort } of (object as Service).spec?.ports ?? [])
      if (nodePort !== undefined && said.includes(String(nodePort))) this.#untilMs.set(nodePort, nowMs + FORGET_MS);
  }

  at(nowMs: number): ReadonlySet<number> {
    for (const [port, untilMs] of this.#untilMs) if (untilMs <= nowMs) this.#untilMs.delete(port);
    return new Set(this.#untilMs.keys());
  }
}
