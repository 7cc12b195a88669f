import assert from "node:assert/strict";
import { Socket } from "node:net";
import { describe, it } from "node:test";
import { drainedOrClosed } from "../src/socket-ends.ts";

describe("waiting for a socket to take more", () => {
  for (const event of ["drain", "close"]) {
    it(`ends at ${event} and leaves no listener behind, however often`, async () => {
      const socket = new Socket();
      const before = socket.listenerCount("close") + socket.listenerCount("drain");
      for (let i = 0; i < 20; i += 1) {
        const drained = drainedOrClosed(socket);
        socket.emit(event);
        await drained;
      }
      assert.equal(socket.listenerCount("close") + socket.listenerCount("drain"), before);
      socket.destroy();
    });
  }
});
