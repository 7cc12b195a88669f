import type { ClusterRelayPlan } from "@fairlead/server";
import { checkPort } from "@fairlead/wire";
import { type AddressFacts, isEveryAddress, onlyAddress, parsePlace, placeText } from "./node-places.ts";
import type { WordReader } from "./word-reader.ts";

/** What a relay tells those who choose among relays. */
export function planClusterRelay(reader: WordReader, facts: AddressFacts, port: number): ClusterRelayPlan {
  const managed = reader.isOn("managed");
  return {
    advertise: managed ? noAddress(reader) : planAdvertise(reader, facts, port),
    managed,
    region: reader.filledText("region") ?? "",
    ...planLocation(reader),
    pools: reader.list("pool"),
    capacityMbps: reader.positiveOrIgnored("capacity"),
    maxSessions: reader.wholeNumber("max-sessions") || undefined,
    mesh: reader.filledText("mesh") !== undefined,
  };
}

/** Of a managed relay the order says it: nothing is required, nothing is guessed [KU-4]. */
function noAddress(reader: WordReader): undefined {
  if (reader.filledText("advertise") === undefined) return;
  const reason = "a managed relay is told its address by its order";
  reader.notices.warn({ reason, setting: reader.setting("advertise"), do: "leave it out" });
}

/** What clients dial: as told, else RUSTDESK_HOST, else the address it listens on, else this machine's only one. */
function planAdvertise(reader: WordReader, facts: AddressFacts, port: number): string {
  const text = reader.filledText("advertise");
  if (text !== undefined) {
    if (/^wss?:\/\//.test(text) && URL.canParse(text)) return text;
    const place = parsePlace(text, port);
    if (place !== undefined && !isEveryAddress(place.host)) return placeText(place);
    return reader.refuse("advertise", `${text} is nothing that clients can dial`, `write HOST:${port}`);
  }
  const publicHost = reader.filledText("rustdesk-host");
  if (publicHost !== undefined) return checkPort(publicHost, port);
  const bound = facts.bindHost !== undefined && !isEveryAddress(facts.bindHost) ? facts.bindHost : undefined;
  const host = bound ?? onlyAddress(reader, "advertise", port, facts.ownAddresses);
  return placeText({ host, port });
}

function planLocation(reader: WordReader): Pick<ClusterRelayPlan, "latitude" | "longitude"> {
  const text = reader.filledText("location");
  if (text === undefined) return { latitude: undefined, longitude: undefined };
  const parts = /^(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(text);
  const [latitude, longitude] = [Number(parts?.[1]), Number(parts?.[2])];
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
  return reader.refuse("location", `${text} is no place on earth`, "write degrees as 50.11,8.68");
}
