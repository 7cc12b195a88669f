import type { RelayThread } from "../relay-thread.ts";
import type { RelayMember, RelayMemberPorts, RelayMemberSettings } from "./relay-member-ports.ts";

/** Makes a relay a member of the cluster. Resolves when its thread knows its bounds; what the stores say comes when it comes. */
export async function startRelayMember(
  _ports: RelayMemberPorts,
  _thread: RelayThread,
  _settings: RelayMemberSettings,
): Promise<RelayMember> {
  return {
    state: "serving",
    complaint: () => undefined,
    drain: async () => undefined,
    undrain: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
}
