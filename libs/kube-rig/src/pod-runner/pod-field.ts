import type { Pod } from "./pod.ts";

/** What a `fieldRef` names. */
export function fieldOf(
  { pod, ip, hostIp = "" }: { readonly pod: Pod; readonly ip: string; readonly hostIp?: string },
  path: string,
): string {
  if (path === "status.podIP" || path === "status.podIPs") return ip;
  if (path === "status.hostIP" || path === "status.hostIPs") return hostIp;
  const { labels = {}, annotations = {} } = pod.metadata;
  const key = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (key !== null) return (key[1] === "labels" ? labels : annotations)[key[2] ?? ""] ?? "";
  if (path === "metadata.labels") return lines(labels);
  if (path === "metadata.annotations") return lines(annotations);
  let found: unknown = pod;
  for (const word of path.split(".")) found = (found as Record<string, unknown> | undefined)?.[word];
  return found === undefined ? "" : String(found);
}

const lines = (map: Readonly<Record<string, string>>): string =>
  Object.entries(map)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join("\n");
