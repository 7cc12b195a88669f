const PREFIX = "/api/";
const MAX_PATH_LENGTH = 8192;
/** Visible ASCII without the characters that servers read as something else: a backslash is a slash to many, a hash ends the path. */
const PLAIN = /^[\x21-\x7e]+$/;

/**
 * [HP-2] The path and query to ask the API server for, dot segments and `%2e` resolved; `undefined` = not under `/api/`, so 404. Absolute URLs and
 * `//host` are never taken: the client names a path, we name the server.
 */
export function apiPath(path: string): string | undefined {
  if (path.length > MAX_PATH_LENGTH || !PLAIN.test(path) || /[\\#]/.test(path)) return undefined;
  if (!path.startsWith("/") || path.startsWith("//")) return undefined;
  const url = URL.parse(path, "http://api.invalid");
  if (url === null || url.host !== "api.invalid") return undefined;
  if (!url.pathname.startsWith(PREFIX) || climbs(url.pathname)) return undefined;
  return url.pathname + url.search;
}

/** What is left after resolving climbs only for a server that decodes `%2f`, `%5c` or `%25` first, or takes `..;` for `..`. Such a path has no honest reader. */
function climbs(pathname: string): boolean {
  let text = pathname;
  for (let round = 0; round < 3; round += 1) {
    if (text.split(/[/\\]/).some((segment) => /^\.\.?(;|$)/.test(segment))) return true;
    text = decodeOnce(text);
  }
  return false;
}

function decodeOnce(text: string): string {
  return text.replace(/%(2e|2f|5c|25)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
