import type { Random } from "@fairlead/base";
import { KubeError, KubeUnavailableError } from "../errors.ts";
import { contentTypes, type KubeMethod } from "./kube-api.ts";

/** An API server that says when to come back is asked this often in all. */
const ASKED_BACK = 10;
/** A connection that broke is tried this often in all, if asking twice does no harm. */
const BROKEN = 3;
const BROKEN_DELAY_MS = 100;

export interface Attempt {
  readonly method: KubeMethod;
  readonly contentType: string | undefined;
  /** From 1. */
  readonly number: number;
  /** Of the deadline. */
  readonly leftMs: number;
}

/** After how long to send it again; `undefined` = not at all. A request that was told to come back later was not worked on, whatever it was [KU-28]. */
export function retryAfterMs(error: unknown, attempt: Attempt, random: Random): number | undefined {
  const waitMs = waitOf(error, attempt, random);
  return waitMs !== undefined && waitMs < attempt.leftMs ? waitMs : undefined;
}

function waitOf(error: unknown, { method, contentType, number }: Attempt, random: Random): number | undefined {
  const share = random.uint32() / 2 ** 32;
  if (error instanceof KubeError) {
    const later = (error.status === 429 || error.status === 503) && number < ASKED_BACK;
    return later && error.retryAfterMs !== undefined ? error.retryAfterMs * (1 + share / 4) : undefined;
  }
  const harmless = method === "GET" || contentType === contentTypes.apply;
  if (!(error instanceof KubeUnavailableError) || !harmless || number >= BROKEN) return undefined;
  return BROKEN_DELAY_MS * 2 ** number * (0.5 + share / 2);
}
