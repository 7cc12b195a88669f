import type { RelayAdvert } from "./relay-directory.ts";

/** Adverts that count, newest first: for each name one [CL-31]. Relays of one address are one relay to whoever chooses [CL-38]; of others with one name, the newest counts. */
export function oneOfEachName(adverts: readonly RelayAdvert[]): readonly RelayAdvert[] {
  const byName = Map.groupBy(adverts, ({ name }) => name);
  return [...byName.values()]
    .map((own) => (own[0]?.mesh ? addedUp(own.filter(({ mesh }) => mesh)) : own[0]))
    .flatMap((one) => one ?? []);
}

/** What those carry that serve, and have room for; the address drains when all of them do [CL-48]. What they say of place and pools is taken from the first by slot. */
function addedUp(sharing: readonly RelayAdvert[]): RelayAdvert | undefined {
  const serving = sharing.filter(({ state }) => state === "serving");
  const members = (serving.length > 0 ? serving : sharing).toSorted((one, other) => slotOf(one) - slotOf(other));
  const [first] = members;
  const sum = (of: (advert: RelayAdvert) => number): number => members.reduce((total, one) => total + of(one), 0);
  const sessions = sum((one) => one.sessions);
  return (
    first && {
      ...first,
      capacityBps: sum((one) => one.capacityBps),
      usedBps: sum((one) => one.usedBps),
      sessions,
      maxSessions: sum((one) => one.maxSessions),
      meanSessionBps:
        sessions === 0 ? first.meanSessionBps : sum((one) => one.meanSessionBps * one.sessions) / sessions,
    }
  );
}

const slotOf = ({ node }: RelayAdvert): number => node?.slot ?? -1;
