import type { Service } from "@fairlead/kube";
import { agoMs, durationText } from "../times.ts";
import { type AddressFinding, lacks, waitsFor } from "./address-finding.ts";

/** After that a load balancer is not slow, but missing [KU-23]. */
export const BALANCER_PATIENCE_MS = 120_000;

/** The host that a load balancer answers at, or why there is none. */
export function balancerHost(service: Service | undefined, wallMs: number): string | AddressFinding {
  if (service === undefined) return waitsFor("WaitingForService", "its Service is being made");
  const [ingress] = service.status?.loadBalancer?.ingress ?? [];
  const host = ingress?.ip ?? ingress?.hostname;
  if (host !== undefined && host !== "") return host;
  const { name, creationTimestamp } = service.metadata;
  const ms = agoMs(creationTimestamp, wallMs);
  if (ms < BALANCER_PATIENCE_MS) return waitsFor("WaitingForLoadBalancer", `Service ${name} waits for its address`);
  return lacks("LoadBalancerPending", pendingText(name, ms));
}

export function pendingText(service: string, ms: number): string {
  const step =
    "where nothing makes load balancers, install what does, such as MetalLB, or use another mode: nodePort, hostPort, gateway";
  return `Service ${service} has had no address for ${durationText(ms)}; do: kubectl describe service ${service} says why; ${step}`;
}
