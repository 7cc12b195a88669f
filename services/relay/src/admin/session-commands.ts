import { type AdminAnswer, type AdminCommand, errorAnswer, tableAnswer, textAnswer } from "@fairlead/runtime";
import { formatSocketAddress } from "@fairlead/wire";
import type { ArrivedLeg } from "../arrived-leg.ts";
import type { Relay } from "../relay.ts";
import type { Session } from "../session.ts";

type SessionRelay = Pick<Relay, "sessions" | "kick" | "nowMs" | "waitingLegs">;

const COLUMNS = [
  "session",
  "uuid",
  "from",
  "to",
  "seconds",
  "bytes-to",
  "bytes-from",
  "bit/s",
  "highest-bit/s",
  "average-bit/s",
  "slowed",
  "device",
  "tenant",
] as const;

/** Who is being relayed, ending one, and the old console's `u`. */
export function sessionCommands(relay: SessionRelay): readonly AdminCommand[] {
  return [
    {
      name: "sessions",
      aliases: [],
      usage: "",
      help: "relayed sessions with their speeds",
      run: () =>
        tableAnswer(
          COLUMNS,
          relay.sessions().map((session) => row(session, relay.nowMs())),
        ),
    },
    { name: "kick", aliases: [], usage: "SESSION", help: "ends a relayed session now", run: ([id]) => kick(relay, id) },
    {
      name: "usage",
      aliases: ["u"],
      usage: "",
      help: "time, volume and speeds per session, largest first",
      run: () => textAnswer(usage(relay.sessions(), relay.nowMs())),
    },
    {
      name: "waiting",
      aliases: [],
      usage: "",
      help: "how many relay legs wait for their partner",
      run: () => textAnswer(String(relay.waitingLegs)),
    },
  ];
}

function kick(relay: SessionRelay, id: string | undefined): AdminAnswer {
  if (id === undefined) return errorAnswer("which session? do: ctl sessions");
  return relay.kick(Number(id)) ? textAnswer("") : errorAnswer(`there is no session ${id}; do: ctl sessions`);
}

function row(session: Session, nowMs: number): readonly (string | number)[] {
  const { facts, forward, backward } = session;
  const { current, highest, average } = session.speed(nowMs);
  return [
    facts.id,
    facts.uuid,
    end(facts.first),
    end(facts.second),
    seconds(session, nowMs),
    forward.meter.bytes,
    backward.meter.bytes,
    Math.round(current),
    Math.round(highest),
    Math.round(average),
    session.downgraded ? "downgraded" : session.slowed ? "by list" : "",
    facts.admission?.peerId ?? "",
    facts.admission?.tenant ?? "",
  ];
}

/** `ip:port: {elapsed}s {total}MB {highest}kb/s {average}kb/s {current}kb/s`; MB = 2^20 bytes, kb = 1000 bits; named by the leg that came second. */
function usage(sessions: readonly Session[], nowMs: number): string {
  return sessions
    .filter((session) => seconds(session, nowMs) > 0)
    .toSorted((one, other) => other.bytes - one.bytes)
    .map((session) => usageLine(session, nowMs))
    .join("\n");
}

function usageLine(session: Session, nowMs: number): string {
  const { current, highest, average } = session.speed(nowMs);
  const [h, a, c] = [highest, average, current].map((bits) => `${Math.round(bits / 1000)}kb/s`);
  const megabytes = (session.bytes / 2 ** 20).toFixed(2);
  const { first, second } = session.facts;
  const later = first.arrivedMs > second.arrivedMs ? first : second;
  return `${formatSocketAddress(later.remote)}: ${seconds(session, nowMs)}s ${megabytes}MB ${h} ${a} ${c}`;
}

function seconds(session: Session, nowMs: number): number {
  return Math.floor((nowMs - session.facts.openedMs) / 1000);
}

function end({ remote, transport }: ArrivedLeg): string {
  return `${formatSocketAddress(remote)} ${transport}`;
}
