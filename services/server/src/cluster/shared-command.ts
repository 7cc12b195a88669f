import { type Clock, errorMessage } from "@fairlead/base";
import type { Membership, NodeView, SharedSettings, SharedState, SharedValues } from "@fairlead/cluster";
import { type AdminAnswer, type AdminCommand, errorAnswer, textAnswer } from "@fairlead/runtime";
import type { SettingsFollower } from "./settings-follower.ts";

export interface SharingParts {
  readonly clock: Clock;
  readonly membership: Membership;
  readonly settings: SharedSettings;
  readonly state: SharedState;
  readonly follower: SettingsFollower;
}

/** How long the other nodes are given to confirm. */
const CONFIRM_MS = 5_000;
/** How often this node looks meanwhile: the others' renewals and its own, one after the other, would leave hardly any of that time. */
const LOOK_MS = 500;

/** The command, and what it changes holds on every node [CL-34]: it answers when all have it, or names those that have not said so in time. */
export function sharedCommand(command: AdminCommand, parts: SharingParts): AdminCommand {
  const run = async (words: readonly string[]): Promise<AdminAnswer> => {
    const done = await parts.follower.alone(() => runAndShare(command, words, parts));
    return typeof done === "number" ? await confirmed(done, parts) : done;
  };
  return { ...command, run };
}

/** The version that the change has, or the command's answer when it changed nothing. */
async function runAndShare(
  command: AdminCommand,
  words: readonly string[],
  { state, settings, follower }: SharingParts,
): Promise<number | AdminAnswer> {
  const before = await state.exported();
  const answer = await command.run(words);
  const changes = differences(before, await state.exported());
  if (changes.size === 0) return answer;
  try {
    const version = await settings.change(changes);
    follower.reached(version);
    return version;
  } catch (error) {
    await state.apply(before);
    return errorAnswer(`nothing was changed: ${errorMessage(error)}; do: try again when Redis answers (/readyz)`);
  }
}

function differences(before: SharedValues, after: SharedValues): ReadonlyMap<string, string | undefined> {
  const names = new Set([...before.keys(), ...after.keys()]);
  return new Map(
    [...names].filter((name) => before.get(name) !== after.get(name)).map((name) => [name, after.get(name)]),
  );
}

async function confirmed(version: number, { clock, membership }: SharingParts): Promise<AdminAnswer> {
  const missing = (): readonly NodeView[] => living(membership).filter((node) => node.settingsVersion < version);
  await whenever(clock, membership, () => missing().length === 0);
  const [all, late] = [living(membership), missing()];
  const said = `in force on ${all.length - late.length} of ${all.length} nodes (version ${version})`;
  if (late.length === 0) return textAnswer(`${said}\n`);
  const names = late.map(({ name }) => name).join(", ");
  return textAnswer(
    `${said}; not confirmed within ${CONFIRM_MS / 1000} s: ${names}; they follow when they reach Redis\n`,
  );
}

/** This node says what it has in the same moment; its own card may show it only with the next renewal. */
function living(membership: Membership): readonly NodeView[] {
  return membership.nodes().filter(({ state }) => state !== "left");
}

/** Resolves when it is so, at the latest after the time for confirming. */
function whenever(clock: Clock, membership: Membership, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      watching[Symbol.dispose]();
      looking[Symbol.dispose]();
      timer[Symbol.dispose]();
      resolve();
    };
    const watching = membership.watch(() => isSo() && finish());
    // A renewal says what the others have by now.
    const looking = clock.every(LOOK_MS, () => membership.describe({}));
    const timer = clock.after(CONFIRM_MS, finish);
    if (isSo()) finish();
  });
}
