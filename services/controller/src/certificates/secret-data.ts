import type { Secret } from "@fairlead/kube";

/** A Secret's values as text. */
export function decodedData({ data }: Pick<Secret, "data">): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([key, value]) => [key, Buffer.from(String(value), "base64").toString("utf8")]),
  );
}

export function encodedData(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, text]) =>
      text === undefined ? [] : [[key, Buffer.from(text, "utf8").toString("base64")]],
    ),
  );
}
