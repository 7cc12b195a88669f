import { describe, it } from "node:test";
import { openRelayLeg } from "@fairlead/client";
import { clientOf, random, registeredClientOf, sessionBetween } from "../support/clients.ts";
import { assertCarries, assertEndsInSilence } from "../support/content.ts";
import { TestServer } from "../support/test-server.ts";

const KEYS: Readonly<Record<string, readonly string[]>> = { "with its own key": [], "with an empty key": ["-k", ""] };

for (const [name, words] of Object.entries(KEYS)) {
  describe(`incident 7: an open relay; a server ${name}`, { concurrency: true }, () => {
    it("carries nothing for an invented uuid, with the right key, another or none [RL-1][RL-3]", async () => {
      await using server = await TestServer.start({ words });
      const client = await clientOf(server);
      const tries = [await server.publicKey(), "another key", ""].flatMap((licenceKey) =>
        [false, true].map(async (webSocket) => {
          const request = { uuid: random.uuid(), licenceKey, id: "123456789", webSocket };
          const first = await openRelayLeg(client.state.dialler, server.relay, request);
          const second = await openRelayLeg(client.state.dialler, server.relay, request);
          first.send(Buffer.from("hello"));
          second.send(Buffer.from("hello"));
          await Promise.all([assertEndsInSilence(first, 20_000), assertEndsInSilence(second, 20_000)]);
        }),
      );
      await Promise.all(tries);
    });

    it("carries what it brokered, once [RL-3]", async () => {
      await using server = await TestServer.start({ words });
      await using device = await registeredClientOf(server);
      await using controller = await clientOf(server);
      const session = await sessionBetween(controller, device, { forceRelay: true });
      await assertCarries(session);
      const again = { uuid: session.a.uuid, licenceKey: await server.publicKey(), id: device.id };
      const late = await openRelayLeg(controller.state.dialler, server.relay, again);
      await assertEndsInSilence(late, 20_000);
      session.a.stream.destroy();
    });
  });
}
