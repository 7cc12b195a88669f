import { type AdminAnswer, type AdminCommand, errorAnswer, tableAnswer, textAnswer } from "@fairlead/runtime";
import type { Relay } from "../relay.ts";
import type { RelayLimits } from "../settings.ts";

type LimitedRelay = Pick<Relay, "limits" | "changeLimits">;

/** One limit: how it is shown, and what a new value makes of the limits. */
interface LimitWord {
  readonly name: string;
  readonly alias: string;
  readonly setting: string;
  readonly help: string;
  readonly show: (limits: RelayLimits) => string;
  /** `undefined`: the value is none. */
  readonly read: (text: string) => Partial<RelayLimits> | undefined;
}

const positive = (text: string): number | undefined => {
  const value = Number(text);
  return text !== "" && Number.isFinite(value) && value > 0 ? value : undefined;
};
const given = <T>(value: number | undefined, make: (value: number) => T): T | undefined =>
  value === undefined ? undefined : make(value);
const perSecond = (megabits: number | undefined): string => (megabits === undefined ? "none" : `${megabits}Mb/s`);

const WORDS: readonly LimitWord[] = [
  {
    name: "downgrade-threshold",
    alias: "dt",
    setting: "DOWNGRADE_THRESHOLD",
    help: "share of single-bandwidth above which a session is slowed",
    show: ({ downgradeThreshold }) => String(downgradeThreshold),
    read: (text) => given(positive(text), (downgradeThreshold) => ({ downgradeThreshold })),
  },
  {
    name: "downgrade-start-check",
    alias: "t",
    setting: "DOWNGRADE_START_CHECK",
    help: "seconds that the average for it is taken over",
    show: ({ downgradeStartCheckMs }) => `${downgradeStartCheckMs / 1000}s`,
    read: (text) => given(positive(text), (seconds) => ({ downgradeStartCheckMs: seconds * 1000 })),
  },
  {
    name: "limit-speed",
    alias: "ls",
    setting: "LIMIT_SPEED",
    help: "Mb/s per direction of a slowed session",
    show: ({ slowMbps }) => perSecond(slowMbps),
    read: (text) => given(positive(text), (slowMbps) => ({ slowMbps })),
  },
  {
    name: "total-bandwidth",
    alias: "tb",
    setting: "TOTAL_BANDWIDTH",
    help: "Mb/s per direction of all sessions together, or none",
    show: ({ totalMbps }) => perSecond(totalMbps),
    read: (text) =>
      text === "none" ? { totalMbps: undefined } : given(positive(text), (totalMbps) => ({ totalMbps })),
  },
  {
    name: "single-bandwidth",
    alias: "sb",
    setting: "SINGLE_BANDWIDTH",
    help: "Mb/s per direction of one session",
    show: ({ singleMbps }) => perSecond(singleMbps),
    read: (text) => given(positive(text), (singleMbps) => ({ singleMbps })),
  },
];

/** The old console's `dt t ls tb sb` and a table of them all. A change is in force at once, also for sessions that run. */
export function limitCommands(relay: LimitedRelay): readonly AdminCommand[] {
  return [...WORDS.map((word) => limitCommand(relay, word)), limitTable(relay)];
}

function limitCommand(relay: LimitedRelay, word: LimitWord): AdminCommand {
  return {
    name: word.name,
    aliases: [word.alias],
    usage: "[VALUE]",
    help: word.help,
    run: ([value]) => (value === undefined ? textAnswer(word.show(relay.limits)) : setLimit(relay, word, value)),
  };
}

function setLimit(relay: LimitedRelay, word: LimitWord, value: string): AdminAnswer {
  const change = word.read(value);
  if (change === undefined) return errorAnswer(`${word.name}: ${value} is not a number above 0; nothing was changed`);
  relay.changeLimits(change);
  return textAnswer("");
}

function limitTable(relay: LimitedRelay): AdminCommand {
  const rows = () => WORDS.map((word) => [word.setting, word.show(relay.limits), word.help]);
  return {
    name: "limits",
    aliases: [],
    usage: "",
    help: "the relay's limits",
    run: () => tableAnswer(["setting", "value", "meaning"], rows()),
  };
}
