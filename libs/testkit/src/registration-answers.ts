import { type RegisterPkResponse, RegisterPkResult, type RendezvousMessage } from "@fairlead/wire";
import type { ClientState } from "./client-state.ts";

/** What a registration answer makes a client do next. */
export type RegistrationReaction = "none" | "registerPk";

/** The one `handle_resp` of both registration modes, without the pushes: changes the state, says what to send. */
export function reactToRegistration(state: ClientState, message: RendezvousMessage): RegistrationReaction {
  if (message.kind === "registerPeerResponse") {
    state.online = true;
    return message.body.requestPk ? "registerPk" : "none";
  }
  if (message.kind === "registerPkResponse") return reactToResult(state, message.body);
  if (message.kind === "configureUpdate") {
    state.serial = message.body.serial;
    state.pushedServers = message.body.rendezvousServers;
  }
  return "none";
}

function reactToResult(state: ClientState, { result, keepAlive }: RegisterPkResponse): RegistrationReaction {
  state.online = true;
  state.results.push(result);
  if (keepAlive > 0) state.keepAliveMs = keepAlive * 1000;
  switch (result) {
    case RegisterPkResult.ok:
      state.keyConfirmed = true;
      state.needsDeploy = false;
      return "none";
    case RegisterPkResult.uuidMismatch:
      return inventId(state);
    case RegisterPkResult.notDeployed:
      state.keyConfirmed = false;
      state.needsDeploy = true;
      return "none";
    default:
      return "none";
  }
}

/** The id is thrown away for a random one, registered at once and without any throttle. */
function inventId(state: ClientState): RegistrationReaction {
  state.keyConfirmed = false;
  state.id = String(1_000_000_000 + (state.random.uint32() % 1_000_000_000));
  state.ids.push(state.id);
  return "registerPk";
}
