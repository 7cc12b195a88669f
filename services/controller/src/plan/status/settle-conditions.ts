import type { Condition } from "../../api/index.ts";
import type { Finding } from "../snapshot.ts";
import { momentText } from "../times.ts";

/** Longest message of a condition. */
const MAX_MESSAGE = 4096;

/** Findings as conditions: since when they are so stays while they stay so [KU-9]. */
export function settleConditions(
  findings: readonly Finding[],
  before: readonly Condition[] | undefined,
  wallMs: number,
  generation: number | undefined,
): readonly Condition[] {
  return [...findings]
    .sort((one, other) => (one.type < other.type ? -1 : 1))
    .map(({ type, status, reason, message }) => {
      const known = before?.find((one) => one.type === type && one.status === status);
      return {
        type,
        status,
        reason,
        message: message.slice(0, MAX_MESSAGE),
        lastTransitionTime: known?.lastTransitionTime ?? momentText(wallMs),
        ...(generation === undefined ? {} : { observedGeneration: generation }),
      };
    });
}

export const isSo = (type: string, reason: string, message = ""): Finding => ({
  type,
  status: "True",
  reason,
  message,
});
export const isNot = (type: string, reason: string, message = ""): Finding => ({
  type,
  status: "False",
  reason,
  message,
});
export const unknown = (type: string, reason: string, message = ""): Finding => ({
  type,
  status: "Unknown",
  reason,
  message,
});

/** `Ready`, of the rest: the first that is not as it should be says why [KU-9]. */
export function readyOf(findings: readonly Finding[], fine: Finding): Finding {
  const given = findings.find(({ type }) => type === "Ready");
  if (given !== undefined) return given;
  const bad = findings.find(({ status }) => status === "False");
  return bad === undefined ? fine : isNot("Ready", bad.reason, bad.message);
}
