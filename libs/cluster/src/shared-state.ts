/** JSON text by name, such as `always-use-relay` → `true`. */
export type SharedValues = ReadonlyMap<string, string>;

/** What of a role `ctl` may change for all nodes [CL-34]: the side of the role. Names say what they are of, since rendezvous and relays read the same values. */
export interface SharedState {
  /** Everything that may be shared, as it is in force on this node now, the equal value always as the equal text. */
  exported(): SharedValues | Promise<SharedValues>;
  /**
   * Puts these in force, wholly before it returns or resolves. Names of other roles and of later releases are ignored, and so are values that cannot be used; what is
   * not named stays as it is. Harmless to repeat.
   */
  apply(values: SharedValues): void | Promise<void>;
}
