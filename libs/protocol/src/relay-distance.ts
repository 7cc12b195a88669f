import type { RelayPlace } from "./relay-candidate.ts";

const EARTH_RADIUS_KM = 6371;
/** Between two regions of which only the names are known: about an ocean, so that another region is not taken for a near one. */
const ELSEWHERE_KM = 5000;

/** Kilometres from one end to each relay. */
export interface Distances {
  /** `undefined`: nothing is known of one of the two. */
  readonly known: readonly (number | undefined)[];
  /** With the mean of the known ones in place of the unknown: a relay that says nothing of itself is neither near nor far. */
  readonly filled: readonly number[];
}

/** How far the relays are from one end [CL-32]. Where nothing is known of the end, all are equally near. */
export function distancesFrom(place: RelayPlace | undefined, relays: readonly RelayPlace[]): Distances {
  const from = place === undefined ? undefined : withMiddleOfItsRegion(place, relays);
  const known = relays.map((relay) => (from === undefined ? undefined : distance(from, relay)));
  const some = known.filter((km) => km !== undefined);
  const mean = some.length === 0 ? 0 : some.reduce((sum, km) => sum + km, 0) / some.length;
  return { known, filled: known.map((km) => km ?? mean) };
}

/** An end that is known by the name of its region alone is where a relay of that region is. */
function withMiddleOfItsRegion(place: RelayPlace, relays: readonly RelayPlace[]): RelayPlace {
  if (place.region === "" || hasCoordinates(place)) return place;
  return relays.find((relay) => sameRegion(place, relay) && hasCoordinates(relay)) ?? place;
}

function distance(one: RelayPlace, other: RelayPlace): number | undefined {
  if (sameRegion(one, other)) return 0;
  if (hasCoordinates(one) && hasCoordinates(other)) return greatCircleKm(one, other);
  return one.region !== "" && other.region !== "" ? ELSEWHERE_KM : undefined;
}

const sameRegion = (one: RelayPlace, other: RelayPlace): boolean =>
  one.region !== "" && one.region.toLowerCase() === other.region.toLowerCase();

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

function hasCoordinates(place: RelayPlace): place is RelayPlace & Point {
  return Number.isFinite(place.latitude) && Number.isFinite(place.longitude);
}

/** The haversine formula, on a round earth: within 0.5 %. */
function greatCircleKm(one: Point, other: Point): number {
  const [fromLatitude, toLatitude] = [radians(one.latitude), radians(other.latitude)];
  const across = Math.sin((toLatitude - fromLatitude) / 2) ** 2;
  const along = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const share = across + Math.cos(fromLatitude) * Math.cos(toLatitude) * along;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(share)));
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
