import { isIP } from "node:net";
import { type Role, servesRelay } from "./role.ts";
import type { WordReader } from "./word-reader.ts";

export interface BindPlan {
  /** `undefined` = every address of both families. */
  readonly host: string | undefined;
  /** Of `-b 100`, which guides give for the total bandwidth in Mb/s. */
  readonly totalMegabits: number | undefined;
}

/** An address to listen on. A whole number is no address: guides write `hbbr -b 100` and mean bandwidth. */
export function planBind(role: Role, reader: WordReader): BindPlan {
  const text = reader.filledText("bind");
  if (text === undefined) return { host: undefined, totalMegabits: undefined };
  if (/^[1-9]\d*$/.test(text) && servesRelay(role)) return takeAsBandwidth(reader, text);
  const host = text.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) === 0) return reader.refuse("bind", `${text} is not an address`, "give an IP address of this machine");
  return { host: host === "::" ? undefined : host, totalMegabits: undefined };
}

function takeAsBandwidth(reader: WordReader, text: string): BindPlan {
  reader.notices.warn({
    reason: `-b takes an address; ${text} is taken as the total bandwidth in Mb/s, as guides mean it`,
    setting: reader.setting("bind"),
    do: `write TOTAL_BANDWIDTH=${text} instead`,
  });
  return { host: undefined, totalMegabits: Number(text) };
}
