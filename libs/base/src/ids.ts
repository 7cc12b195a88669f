declare const brand: unique symbol;
/** A string that only its own constructor function makes; costs nothing at run time. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The id a device registers and people type, such as `123456789` or `my-office-pc`. Case-sensitive. */
export type PeerId = Branded<"PeerId">;
/** The text by which two relay legs find each other: opaque, 1–128 bytes. */
export type SessionUuid = Branded<"SessionUuid">;
/** A relay as handed to clients: `host:port`, `host`, or a ws/wss URL, exactly as configured. */
export type RelayName = Branded<"RelayName">;

export const peerId = (text: string): PeerId => text as PeerId;
export const sessionUuid = (text: string): SessionUuid => text as SessionUuid;
export const relayName = (text: string): RelayName => text as RelayName;
/** A node as people know it: `rd-1`. */
export type NodeName = Branded<"NodeName">;
/** A customer of the operator's; empty = nobody in particular. */
export type TenantId = Branded<"TenantId">;
export const nodeName = (text: string): NodeName => text as NodeName;
export const tenantId = (text: string): TenantId => text as TenantId;
