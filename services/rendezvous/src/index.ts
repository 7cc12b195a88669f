/**
 * Floor 5: the rendezvous role (hbbs). Owns who is here, the requests that wait for a device, the sessions of client connections, the handlers that gather facts,
 * decide once and act once, the watch over relays, and its admin commands. Does not own the rules, the store, or sockets.
 */
export * from "./admin/rendezvous-commands.ts";
export type { DrainOptions } from "./asking-away.ts";
export * from "./ports.ts";
export { Rendezvous } from "./rendezvous.ts";
export * from "./settings.ts";
export * from "./start-rendezvous.ts";
