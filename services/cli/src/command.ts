import type { World } from "./world.ts";

/** One word after `fairlead`. */
export interface Command {
  /** The first is the one that help shows. */
  readonly names: readonly string[];
  /** One line. */
  readonly summary: string;
  /** All that `--help` says, for a person who wants to act. */
  help(): string;
  /** Answers the exit code. `world.argv` holds the words after the name. */
  run(world: World): Promise<number> | number;
}
