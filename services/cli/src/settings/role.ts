/** What one process is: both servers, or one of them. */
export type Role = "standalone" | "rendezvous" | "relay";

export const servesRendezvous = (role: Role): boolean => role !== "relay";
export const servesRelay = (role: Role): boolean => role !== "rendezvous";
