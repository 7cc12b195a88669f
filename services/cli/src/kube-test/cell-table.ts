import { type DoctorResult, type RelayWay, relayCheck, relayWays } from "@fairlead/client";
import { formatAnswer, tableAnswer } from "@fairlead/runtime";
import type { Published } from "./published.ts";

/** What the doctor found at one rendezvous address. */
export interface Visit {
  readonly address: string;
  readonly results: readonly DoctorResult[];
}
export interface CellTable {
  readonly text: string;
  /** One line each, with the step to take. */
  readonly failures: readonly string[];
}

/** The columns of the first table, by the doctor's names. */
const CELLS = {
  tcp: "main port by TCP",
  udp: "registration by UDP",
  nat: "NAT test on both TCP ports",
  ws: "registration by WebSocket",
  punch: "direct session",
  relay: "relay by TCP",
} as const;
/** Of these a client elsewhere may see another thing than this pod: not judged. Relays on WebSocket have cells of their own. */
const NOT_JUDGED: ReadonlySet<string> = new Set(["WebSocket over TLS", "relay by WebSocket"]);
const OF_ID_SERVICE = /^(?!relay ).* by WebSocket$/;
const ABSENT = "-";

/** Cells of every published address. As with relays, on WebSocket a client drops the port of a name, so that only an IP address is asked there. A cell that was not tried because something before it failed is that failure's. */
export function cellTable(published: Published, visits: readonly Visit[], offersWebSocket = true): CellTable {
  const counts = (address: string, check: string): boolean =>
    !NOT_JUDGED.has(check) &&
    (!OF_ID_SERVICE.test(check) || (offersWebSocket && relayWays(address).includes("WebSocket")));
  const failures = [
    ...visits.flatMap(({ address, results }) =>
      results
        .filter((one) => one.outcome === "fails" && counts(address, one.check))
        .map((one) => failureLine(address, one)),
    ),
    ...published.unreachable.map(
      ({ name, why }) => `FAILS  ${name} is not published: ${why}; do: kubectl describe relayinstance ${name}`,
    ),
    ...(published.relays.length === 0
      ? ["FAILS  no relay is published; do: kubectl get relayinstances,relaypools"]
      : []),
    ...(visits.length === 0 ? ["FAILS  no rendezvous has an address; do: kubectl describe rendezvouscluster"] : []),
  ];
  const first = visits.map(({ address, results }) => [
    address,
    ...Object.values(CELLS).map((check) => (counts(address, check) ? cell(results, check) : ABSENT)),
  ]);
  const all = visits.flatMap(({ results }) => results);
  const second = published.relays.map(({ address, names }) => [
    named(names),
    address,
    relayCell(all, address, "TCP"),
    relayCell(all, address, "WebSocket"),
  ]);
  const tables = [
    tableAnswer(["rendezvous", ...Object.keys(CELLS)], first),
    tableAnswer(["relay", "address", "tcp", "ws"], second),
  ];
  return { text: tables.map(formatAnswer).join("\n\n"), failures };
}

/** What fits into a pod's termination message: what fails, then as much of the tables as there is room for. */
export function shortReport({ text, failures }: CellTable, maxBytes = 4096): string {
  const lines = [...failures, ...text.split("\n")];
  const rest = (count: number): string => `… ${count} more lines in the log of this pod\n`;
  let kept = "";
  for (const [index, line] of lines.entries()) {
    const longer = `${kept}${line}\n`;
    const room = index === lines.length - 1 ? 0 : Buffer.byteLength(rest(lines.length));
    if (Buffer.byteLength(longer) + room > maxBytes) return kept + rest(lines.length - index);
    kept = longer;
  }
  return kept;
}

function cell(results: readonly DoctorResult[], check: string): string {
  const outcome = results.find((one) => one.check === check)?.outcome;
  if (outcome === undefined) return "untried";
  return outcome === "fails" ? "FAILS" : outcome;
}

function relayCell(results: readonly DoctorResult[], address: string, way: RelayWay): string {
  return relayWays(address).includes(way) ? cell(results, relayCheck(address, way)) : ABSENT;
}

const failureLine = (address: string, { check, detail, do: step }: DoctorResult): string =>
  `FAILS  ${address}: ${check}: ${detail}${step === "" ? "" : `; do: ${step}`}`;

function named(names: readonly string[]): string {
  const [first = "", ...more] = names;
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}
