import type { LogFields } from "@fairlead/base";
import type { LogLevel } from "./log-level.ts";

export interface LogLine {
  readonly event: string;
  readonly level: LogLevel;
  readonly wallMs: number;
  readonly fields: LogFields;
}

export type LogFormat = (line: LogLine) => string;

/** For machines: one JSON object, the event's name first. A field cannot displace the three that every line has. */
export const jsonLine: LogFormat = ({ event, level, wallMs, fields }) => {
  const { event: _event, level: _level, time: _time, ...rest } = fields;
  return JSON.stringify({ event, level, time: new Date(wallMs).toISOString(), ...rest });
};

/** For people: time, level, event, then advice as a sentence and the other fields as `name=value`. */
export const prettyLine: LogFormat = ({ event, level, wallMs, fields }) => {
  const time = new Date(wallMs).toISOString().slice(11, 19);
  const { reason, setting, do: step, ...rest } = fields;
  const advice = [reason, setting, step === undefined ? undefined : `do: ${asText(step)}`];
  const sentence = advice
    .filter((part) => part !== undefined)
    .map(asText)
    .join("; ");
  const pairs = Object.entries(rest).map(([name, value]) => `${name}=${asText(value)}`);
  return [time, level.padEnd(5), event, sentence, ...pairs].filter((part) => part !== "").join(" ");
};

/** Control characters never reach a terminal: a client chose some of these texts. */
function asText(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.replaceAll(/\p{Cc}/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
