import { relayName } from "@fairlead/base";
import { SHARED_SETTINGS, type SharedState, type SharedValues } from "@fairlead/cluster";
import type { LiveSettings } from "./live-settings.ts";

interface SharedSetting {
  readonly name: string;
  read(live: LiveSettings): unknown;
  /** Leaves everything as it is when the value cannot be used. */
  write(live: LiveSettings, value: unknown): void;
}

const SETTINGS: readonly SharedSetting[] = [
  {
    name: "always-use-relay",
    read: (live) => live.alwaysUseRelay,
    write: (live, value) => {
      if (typeof value === "boolean") live.alwaysUseRelay = value;
    },
  },
  {
    name: SHARED_SETTINGS.serverList,
    read: ({ serverList: { serial, servers } }) => ({ serial, servers }),
    write: (live, value) => {
      const { serial, servers } = (value ?? {}) as { readonly serial?: unknown; readonly servers?: unknown };
      if (typeof serial === "number" && isTexts(servers)) live.serverList = { serial, servers };
    },
  },
  {
    name: "relay-list",
    read: (live) => live.relayList,
    write: (live, value) => {
      if (isTexts(value) && !isSame(value, live.relayList)) live.relayList = value.map(relayName);
    },
  },
];

/** What `ctl` changes on one rendezvous and all have [CL-34]. */
export class RendezvousState implements SharedState {
  readonly #live: LiveSettings;

  constructor(live: LiveSettings) {
    this.#live = live;
  }

  exported(): SharedValues {
    return new Map(SETTINGS.map(({ name, read }) => [name, JSON.stringify(read(this.#live))]));
  }

  apply(values: SharedValues): void {
    for (const { name, write } of SETTINGS) {
      const value = values.get(name);
      if (value !== undefined) write(this.#live, parsed(value));
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Of a later release, or by another hand: as good as not named.
    return undefined;
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, at) => text === other[at]);
