/** The code of a fault: that of the system, such as `ENOENT`, or our own. `undefined` when it has none. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Whether the system refused with one of these codes, such as `EADDRINUSE`. */
export function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(errorCode(error) ?? "");
}

/** What went wrong, for people; whatever was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
