import type { Plain } from "@fairlead/kube";
import type { Static } from "typebox";
import { list, maybe, moment, oneOf, parts, text, whole } from "./schema-words.ts";

const condition = parts("One thing that is so, or not.", {
  type: text("What it is about, such as Ready.", 316, { min: 1 }),
  status: oneOf("Whether it is so.", ["True", "False", "Unknown"]),
  reason: text("Why, in one word.", 1024, { min: 1, pattern: "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$" }),
  message: text("Why, for people, with what to do about it.", 4096),
  lastTransitionTime: moment("Since when it is so."),
  observedGeneration: maybe(whole("Of the spec that this was said of.", { max: Number.MAX_SAFE_INTEGER })),
});

/** What a status says of its object: `Ready` sums the others up [KU-9]. */
export const conditions = maybe(
  list("What is so and what is not; Ready sums the others up.", condition, 16, { keys: ["type"] }),
);
export const observedGeneration = maybe(
  whole("Of the spec that this status was made for.", { max: Number.MAX_SAFE_INTEGER }),
);

export type Condition = Plain<Static<typeof condition>>;
