/** Something beside the plan that whoever leads does now and then. */
export interface Chore {
  readonly name: string;
  /** Does it; answers when to do it again at the latest. Rejecting = again soon, after longer and longer pauses. */
  run(): Promise<number>;
  /** What a person has to do something about, as of the last run; `undefined` = nothing. */
  complaint?(): string | undefined;
}
