import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RelayReservations } from "../src/index.ts";
import { knownRelay } from "./support/relays.ts";

const saying = (sessions: number) => [knownRelay("r", { sessions })];

describe("reservations", () => {
  it("[CL-33] count at once, and at most 30 s", () => {
    const reservations = new RelayReservations();
    reservations.look(saying(0), 500, 1);
    reservations.reserve("r", 500);
    reservations.reserve("r", 10_500);
    assert.equal(reservations.sessionsOf("r", 500), 2);
    assert.equal(reservations.sessionsOf("r", 29_000), 2);
    assert.equal(reservations.sessionsOf("r", 30_500), 1);
    assert.equal(reservations.sessionsOf("r", 40_500), 0);
    assert.equal(reservations.sessionsOf("r", 4_000_000), 0);
  });

  it("[CL-33] end, oldest first, as the relay says that sessions have come", () => {
    const reservations = new RelayReservations();
    reservations.look(saying(5), 0, 1);
    for (const nowMs of [0, 0, 9_000]) reservations.reserve("r", nowMs);
    reservations.look(saying(6), 10_000, 1);
    assert.equal(reservations.sessionsOf("r", 10_000), 2);
    reservations.look(saying(7), 11_000, 1);
    assert.equal(reservations.sessionsOf("r", 11_000), 1);
    assert.equal(reservations.sessionsOf("r", 31_000), 1, "the youngest is left");
    reservations.look(saying(2), 32_000, 1);
    assert.equal(reservations.sessionsOf("r", 32_000), 1, "sessions that ended say nothing");
    reservations.look(saying(9), 33_000, 1);
    assert.equal(reservations.sessionsOf("r", 33_000), 0, "never below nothing");
  });

  it("[CL-33] an advert counts once, however often it is looked at", () => {
    const reservations = new RelayReservations();
    reservations.look(saying(0), 0, 1);
    for (let i = 0; i < 4; i += 1) reservations.reserve("r", 0);
    const next = saying(1);
    for (let i = 0; i < 4; i += 1) reservations.look(next, 100 * i, 1);
    assert.equal(reservations.sessionsOf("r", 400), 3);
  });

  it("[CL-33] stand for those of the other rendezvous too", () => {
    const reservations = new RelayReservations();
    reservations.look(saying(0), 0, 3);
    for (let i = 0; i < 4; i += 1) reservations.reserve("r", 0);
    assert.equal(reservations.sessionsOf("r", 0), 12);
    reservations.look(saying(6), 1000, 3);
    assert.equal(reservations.sessionsOf("r", 1000), 6);
  });

  it("[CL-38] are divided among relays that share a name", () => {
    const reservations = new RelayReservations();
    const both = (one: number, other: number) => [...saying(one), ...saying(other)];
    reservations.look(both(10, 20), 0, 1);
    for (let i = 0; i < 8; i += 1) reservations.reserve("r", 0);
    assert.equal(reservations.sessionsOf("r", 0), 4);
    reservations.look(both(20, 10), 1000, 1);
    assert.equal(reservations.sessionsOf("r", 1000), 4, "nothing came");
    reservations.look(both(21, 11), 2000, 1);
    assert.equal(reservations.sessionsOf("r", 2000), 3);
  });

  it("are kept for the relays of the list alone", () => {
    const reservations = new RelayReservations();
    reservations.look([knownRelay("r"), knownRelay("gone")], 0, 1);
    reservations.reserve("r", 0);
    reservations.reserve("gone", 0);
    reservations.reserve("stranger", 0);
    reservations.look(saying(0), 1, 1);
    reservations.look([knownRelay("r"), knownRelay("gone")], 2, 1);
    assert.deepEqual(
      ["r", "gone", "stranger"].map((name) => reservations.sessionsOf(name, 2)),
      [1, 0, 0],
    );
  });
});
