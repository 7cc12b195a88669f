import type { KubeTime } from "./kube-object.ts";

/** A MicroTime: `2026-01-01T00:00:00.000000Z`. */
export function microTime(wallMs: number, extraMicros = 0): KubeTime {
  const micros = Math.floor(wallMs * 1000) + extraMicros;
  const ms = Math.floor(micros / 1000);
  return new Date(ms).toISOString().replace("Z", `${String(micros - ms * 1000).padStart(3, "0")}Z`);
}
