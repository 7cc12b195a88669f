/** Settings that hold on all nodes; values are JSON text, by name. */
export interface SettingsSnapshot {
  /** 0 = nobody has changed anything yet. */
  readonly version: number;
  readonly values: ReadonlyMap<string, string>;
}

/** Names under which a controller shares what is its own to say; `ctl` uses them too. */
export const SHARED_SETTINGS = {
  /** JSON `{serial, servers}`: clients whose serial is older are told the list [KU-27]. */
  serverList: "server-list",
  /** JSON `{version, text}`: the text of a tenants file, for nodes that read tenants from the store [KU-26]. */
  tenants: "tenants",
} as const;

/** What `ctl` changed for all [CL-34]. One trip per call; rejects with `StoreUnavailableError`. */
export interface SharedSettings {
  read(): Promise<SettingsSnapshot>;
  /** Sets these, and takes away those that are `undefined`; atomic. Answers the new version. */
  change(values: ReadonlyMap<string, string | undefined>): Promise<number>;
  /** Sets this one if nobody has; answers what it is now. */
  settle(name: string, value: string): Promise<string>;
}
