import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { soloCluster } from "@fairlead/cluster";
import type { ClientTransport } from "@fairlead/protocol";
import { ManualClock } from "@fairlead/testkit";
import { requestFacts } from "../../src/handlers/request-facts.ts";
import type { Target } from "../../src/handlers/target.ts";
import type { RelayQuestion } from "../../src/relays/relay-desk.ts";
import type { Session } from "../../src/session/session.ts";
import { ClientSources } from "../../src/sources/client-sources.ts";

/** What the relay desk is asked for a request of these two ends. */
function questionOf(transport: ClientTransport, target: unknown): RelayQuestion | undefined {
  let asked: RelayQuestion | undefined;
  const workings = {
    ports: { clock: new ManualClock(), cluster: soloCluster },
    sources: new ClientSources(),
    settings: { relayOverrides: [] },
    relayDesk: {
      pick: (question: RelayQuestion) => {
        asked = question;
        return "";
      },
    },
  };
  const session = { workings, transport, controlling: { ip: "192.0.2.1", port: 1 } } as unknown as Session;
  requestFacts(session, "123456789", target as Target).pickRelay();
  return asked;
}

describe("[KU-22] a relay is asked for clients of WebSocket", () => {
  const facts = { registeredIp: "192.0.2.2", lastRegisteredMs: 0 };
  const here = (transport: ClientTransport): unknown => ({ facts, peer: { transport } });
  const elsewhere = (transport: ClientTransport): unknown => ({ facts, elsewhere: { at: { transport } } });
  for (const [what, transport, target, expected] of [
    ["neither end", "tcp", here("udp"), false],
    ["A", "wss", here("udp"), true],
    ["B, on this node", "tcp", here("ws"), true],
    ["B, on another node", "tcp", elsewhere("wss"), true],
    ["neither end, B on another node", "udp", elsewhere("tcp"), false],
  ] as const)
    it(`when it is ${what}: ${expected}`, () => assert.equal(questionOf(transport, target)?.webSocket, expected));
});
