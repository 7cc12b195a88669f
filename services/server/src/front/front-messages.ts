import type { MetricsSnapshot } from "@fairlead/runtime";

/** To the front's thread. `close` is the last. */
export type FrontRequest =
  | { readonly kind: "stopAccepting" }
  | { readonly kind: "close" }
  | { readonly kind: "metrics"; readonly seq: number };

/** From it: `ready` or `failed` once, then answers. */
export type FrontReport =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly message: string; readonly code: string | undefined }
  | { readonly kind: "metrics"; readonly seq: number; readonly snapshot: MetricsSnapshot };
