import type { Place } from "@fairlead/cluster";
import type { CityResponse } from "maxmind";

/** What a record says of a place; anything in it may be absent. */
export function placeOf(record: CityResponse | null): Place | undefined {
  const code = (record?.country ?? record?.registered_country)?.iso_code;
  const region = typeof code === "string" ? code.toLowerCase() : "";
  const [latitude, longitude] = [record?.location?.latitude, record?.location?.longitude];
  if (isDegrees(latitude, 90) && isDegrees(longitude, 180)) return { region, latitude, longitude };
  return region === "" ? undefined : { region };
}

const isDegrees = (value: unknown, most: number): value is number =>
  typeof value === "number" && Math.abs(value) <= most;
