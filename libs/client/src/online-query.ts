import { UnexpectedAnswerError } from "./errors.ts";
import type { ServerDialler } from "./server-dialler.ts";

export interface OnlineQuery {
  readonly id: string;
  readonly peers: readonly string[];
  readonly answerTimeoutMs: number;
  /** Over the WebSocket id service instead of the NAT-test port. */
  readonly webSocket?: boolean;
}

/** Which of the peers are online, in their order [OQ-1]. A bit string that is too short breaks real clients and is an error here. */
export async function queryOnline(dialler: ServerDialler, query: OnlineQuery): Promise<readonly boolean[]> {
  const connection = await dialler.natTestPort({ webSocket: query.webSocket ?? false });
  try {
    connection.send({ kind: "onlineRequest", body: { id: query.id, peers: query.peers } });
    const answer = await connection.receive(query.answerTimeoutMs);
    if (answer.kind !== "onlineResponse") throw new UnexpectedAnswerError(`${answer.kind} to OnlineRequest`);
    return readStates(answer.body.states, query.peers.length);
  } finally {
    connection.destroy();
  }
}

/** One bit per peer, most significant first. */
export function readStates(states: Uint8Array, count: number): readonly boolean[] {
  if (states.length < Math.ceil(count / 8)) {
    throw new UnexpectedAnswerError(`${states.length} bytes of states for ${count} ids`);
  }
  return Array.from({ length: count }, (_, i) => (((states[i >> 3] ?? 0) >> (7 - (i & 7))) & 1) === 1);
}
