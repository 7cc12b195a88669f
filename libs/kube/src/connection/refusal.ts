import { type KubeCause, KubeError } from "../errors.ts";

/** What an API server answers when it refuses, and what an `ERROR` event of a watch holds. Nothing of it is certain. */
export interface KubeStatus {
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: {
    readonly causes?:
      | readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[]
      | null;
    readonly retryAfterSeconds?: number;
  } | null;
}

/** The refusal with all that was said of it [KU-30]. `said`: what was asked, for people. */
export function refusalOf(said: string, status: number, body: KubeStatus, retryAfter?: string): KubeError {
  const causes: readonly KubeCause[] = (body.details?.causes ?? []).map(({ reason, message, field }) => ({
    reason: reason ?? "",
    message: message ?? "",
    field: field ?? "",
  }));
  const seconds = Number.parseFloat(retryAfter ?? "") || body.details?.retryAfterSeconds || 0;
  return new KubeError({
    status,
    reason: body.reason ?? "",
    message: `${said}: ${body.message ?? `status ${status}`}`,
    causes,
    retryAfterMs: seconds > 0 ? seconds * 1000 : undefined,
  });
}

/** A proxy in between answers in its own words. */
export function readStatus(text: string): KubeStatus {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null) return body;
  } catch {
    return { message: text.slice(0, 200) };
  }
  return { message: text.slice(0, 200) };
}
