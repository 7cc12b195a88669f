/** `not in hbbs`: the server behaves as plain hbbs and hbbr do, which cannot do this. */
export type DoctorOutcome = "works" | "fails" | "not in hbbs";

export interface Finding {
  readonly outcome: DoctorOutcome;
  /** What was seen. */
  readonly detail: string;
  /** The one step to take; empty when there is nothing to do. */
  readonly do: string;
}
export interface DoctorResult extends Finding {
  /** What was tried, in a few words. */
  readonly check: string;
}

export const works = (detail: string, advice = ""): Finding => ({ outcome: "works", detail, do: advice });
export const fails = (detail: string, advice: string): Finding => ({ outcome: "fails", detail, do: advice });
export const notInHbbs = (detail: string, advice = "use Fairlead, or do without"): Finding => ({
  outcome: "not in hbbs",
  detail,
  do: advice,
});
