import type { HostPort } from "./cluster-plan.ts";

/** As one writes it to dial it. */
export function placeText({ host, port }: HostPort): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
