/** Where clients would reach a relay, or what is missing for it. */
export type AddressFinding =
  | {
      readonly kind: "found";
      readonly address: string;
      /** It may not be reachable from outside; for people. */
      readonly doubt?: string | undefined;
    }
  | {
      readonly kind: "missing";
      /** As a condition's reason. */
      readonly reason: string;
      /** What is missing, and what to do when that is due. */
      readonly message: string;
      /** It is nobody's fault yet: what is waited for usually comes by itself. */
      readonly waiting: boolean;
    };

export const found = (address: string, doubt?: string): AddressFinding => ({ kind: "found", address, doubt });
export const waitsFor = (reason: string, message: string): AddressFinding => ({
  kind: "missing",
  reason,
  message,
  waiting: true,
});
export const lacks = (reason: string, message: string): AddressFinding => ({
  kind: "missing",
  reason,
  message,
  waiting: false,
});

/** As clients write it: an IPv6 address in brackets. */
export function placeText(host: string, port: number): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]:${port}` : `${host}:${port}`;
}
