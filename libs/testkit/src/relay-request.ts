import { NoAnswerError } from "@fairlead/client";
import { messageBody, type PunchHoleResponse, type RelayResponse } from "@fairlead/wire";
import type { ClientState } from "./client-state.ts";
import { type ConnectWish, openSignalling } from "./punch-sequence.ts";

/** What A knows of relay and device before it asks for a relay. */
export type Punched = Pick<PunchHoleResponse, "relayServer" | "pk">;

/** One RequestRelay with a new uuid on a new connection, and its answer [RR-2]. */
export async function askRelay(
  state: ClientState,
  wish: ConnectWish,
  punched: Punched,
): Promise<{ readonly response: RelayResponse; readonly uuid: string }> {
  const { settings, random } = state;
  const uuid = random.uuid();
  const connection = await openSignalling(state, wish.switchCode);
  try {
    connection.send({
      kind: "requestRelay",
      body: messageBody("requestRelay", {
        id: wish.id,
        uuid,
        relayServer: punched.relayServer,
        secure: punched.pk.length > 0,
        token: settings.accessToken,
        switchCode: wish.switchCode,
      }),
    });
    const answer = await connection.receive(settings.timings.readTimeoutMs);
    if (answer.kind !== "relayResponse") throw new NoAnswerError(`${answer.kind} to a relay request`);
    return { response: answer.body, uuid };
  } finally {
    connection.close();
  }
}
