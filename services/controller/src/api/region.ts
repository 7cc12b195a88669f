import { decimal, maybe, parts, text } from "./schema-words.ts";

export const regionName = (description: string) =>
  text(description, 63, { pattern: "^([a-z0-9]([a-z0-9-]*[a-z0-9])?)?$" });

export const region = parts(
  "Where the relays of this pool are; sessions go to relays near both ends.",
  {
    name: maybe(regionName("The region's short name, such as eu-central. It cannot be changed: make another pool.")),
    latitude: maybe(decimal("Degrees north, such as 50.11; with the longitude.", { min: -90, max: 90 })),
    longitude: maybe(decimal("Degrees east, such as 8.68; with the latitude.", { min: -180, max: 180 })),
  },
  {
    default: {},
    rules: [
      {
        rule: "has(self.latitude) == has(self.longitude)",
        message: "a place has a latitude and a longitude: give both, or none",
        reason: "FieldValueRequired",
      },
    ],
  },
);
