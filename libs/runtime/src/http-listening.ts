import type { Server } from "node:net";

export type ListenPlace = { readonly host: string; readonly port: number } | { readonly path: string };

/** Resolves when the server listens, rejects with the system's error when it cannot. */
export function listening(server: Server, place: ListenPlace): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ ...place, exclusive: true }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** The port a listening server got. */
export function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("the server does not listen on a port");
  return address.port;
}
