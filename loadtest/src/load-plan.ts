/** What one load run does. */
export interface LoadPlan {
  /** Simulated devices that register by UDP and send heartbeats. */
  readonly peers: number;
  /** Sessions set up and relayed, each between two simulated clients. */
  readonly sessions: number;
  /** Sessions at a time. */
  readonly sessionsAtOnce: number;
  /** Content of one session, each way. */
  readonly sessionBytes: number;
  /** Between two heartbeats of one device; a real one takes 15 s. */
  readonly heartbeatIntervalMs: number;
  /** How long heartbeats are measured. */
  readonly heartbeatMs: number;
  /** Relay legs that nobody brokered. */
  readonly halfOpenLegs: number;
  /** Connections that say nothing. */
  readonly silentConnections: number;
}

export const LOAD_DEFAULTS: LoadPlan = {
  peers: 20_000,
  sessions: 200,
  sessionsAtOnce: 20,
  sessionBytes: 4 * 1024 * 1024,
  heartbeatIntervalMs: 15_000,
  heartbeatMs: 45_000,
  halfOpenLegs: 100_000,
  silentConnections: 10_000,
};

const WORDS: Readonly<Record<keyof LoadPlan, string>> = {
  peers: "PEERS",
  sessions: "SESSIONS",
  sessionsAtOnce: "SESSIONS_AT_ONCE",
  sessionBytes: "SESSION_BYTES",
  heartbeatIntervalMs: "HEARTBEAT_INTERVAL_MS",
  heartbeatMs: "HEARTBEAT_MS",
  halfOpenLegs: "HALF_OPEN_LEGS",
  silentConnections: "SILENT_CONNECTIONS",
};

/** From words such as `--peers 20000`, else from the environment, `PEERS=20000`; throws for what is no whole number and for a word it does not know. */
export function planLoad(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): LoadPlan {
  const said = { ...environment, ...readFlags(words) };
  const plan: { -readonly [K in keyof LoadPlan]: number } = { ...LOAD_DEFAULTS };
  for (const key of Object.keys(WORDS) as (keyof LoadPlan)[]) {
    const text = said[WORDS[key]];
    if (text === undefined || text === "") continue;
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${WORDS[key]}=${text} is not a whole number`);
    plan[key] = value;
  }
  return plan;
}

function readFlags(words: readonly string[]): Readonly<Record<string, string>> {
  const said: Record<string, string> = {};
  for (let at = 0; at < words.length; at += 2) {
    const name = (words[at] ?? "").replace(/^--/, "").replaceAll("-", "_").toUpperCase();
    if (!Object.values(WORDS).includes(name)) {
      throw new RangeError(`${words[at]} is unknown; known: ${Object.values(WORDS).join(", ")}`);
    }
    said[name] = words[at + 1] ?? "";
  }
  return said;
}
