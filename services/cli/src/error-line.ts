import { FairleadError } from "@fairlead/base";

/** What to do about errors of the operating system that carry no advice of their own. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: "check who owns the files of the data dir, and use a port above 1023 or the right to bind lower ones",
  EADDRINUSE: "stop the server that has the port, or choose another with -p",
  EADDRNOTAVAIL: "give -b an address of this machine, or leave it away",
  EMFILE: "raise the limit of open files (ulimit -n, LimitNOFILE)",
  ENOENT: "check the path",
  ENOSPC: "make room on the disk",
  EROFS: "use a data dir that can be written (--data-dir)",
};

/** One line for a person: what is wrong and, where we know, what to do. Never a stack. */
export function errorLine(error: unknown): string {
  return `fairlead: ${oneLine(messageOf(error))}`;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof FairleadError) return error.message;
  const remedy = "code" in error && typeof error.code === "string" ? REMEDIES[error.code] : undefined;
  return remedy === undefined ? error.message : `${error.message}; do: ${remedy}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}
