/** Connections are used again, but not those idle so long that the server (90 s) may be about to close them. A peer that vanished is noticed by probes of TCP. */
export const KEPT_ALIVE = { keepAlive: true, keepAliveMsecs: 30_000, timeout: 60_000, maxFreeSockets: 8 } as const;
