import type { Socket } from "node:net";

type Done = (error?: Error | null) => void;

/**
 * Node destroys a socket at the first failed write, and with it whatever the client sent and we have not read: a
 * one-way message before a reset would be lost [KX-5]. Guarded, a failed write is told to `onFailed` once (not when we
 * destroyed the socket ourselves), later writes vanish, and reading goes on until the data, then the end or the reset,
 * came through. Undone by `unguardWrites`.
 */
export function guardWrites(socket: Socket, onFailed: () => void): void {
  let failed = false;
  const settle =
    (done: Done): Done =>
    (error) => {
      if (error && !failed) {
        failed = true;
        if (!socket.destroyed) onFailed();
      }
      done(null);
    };
  const write = socket._write.bind(socket);
  const writev = socket._writev?.bind(socket);
  socket._write = (chunk, encoding, done) => (failed ? done(null) : write(chunk, encoding, settle(done)));
  if (writev) socket._writev = (chunks, done) => (failed ? done(null) : writev(chunks, settle(done)));
}

/** Gives the socket its own way of writing back. */
export function unguardWrites(socket: Socket): void {
  Reflect.deleteProperty(socket, "_write");
  Reflect.deleteProperty(socket, "_writev");
}
