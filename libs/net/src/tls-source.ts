import { readFileSync, type Stats, statSync } from "node:fs";
import { stat } from "node:fs/promises";
import { createSecureContext, type SecureContext } from "node:tls";
import { type Clock, errorMessage, type Logger } from "@fairlead/base";
import { TlsFilesError } from "./errors.ts";

export interface TlsFiles {
  readonly certPath: string;
  readonly keyPath: string;
  /** How often to look whether the files changed. Default 5 s. */
  readonly pollMs?: number | undefined;
}
export interface TlsPorts {
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The certificate in use, read again when its files change. New handshakes take the new one, connections that exist
 * keep theirs. A pair that cannot be used is refused at the start and warned of later, when the old one stays.
 */
export class TlsSource implements Disposable {
  readonly #files: TlsFiles;
  readonly #ports: TlsPorts;
  readonly #timer: Disposable;
  #context: SecureContext;
  #fingerprint: string;
  #looking = false;

  /** Throws `TlsFilesError` when the files are not a usable pair. */
  constructor(files: TlsFiles, ports: TlsPorts) {
    this.#files = files;
    this.#ports = ports;
    this.#context = readContext(files);
    this.#fingerprint = fingerprint([statSync(files.certPath), statSync(files.keyPath)]);
    this.#timer = ports.clock.every(files.pollMs ?? 5_000, () => void this.reloadIfChanged());
  }

  /** For the next handshake. */
  get context(): SecureContext {
    return this.#context;
  }

  /** Looks at the files now. Never rejects. */
  async reloadIfChanged(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const now = fingerprint(await Promise.all([stat(this.#files.certPath), stat(this.#files.keyPath)]));
      if (now === this.#fingerprint) return;
      this.#fingerprint = now;
      this.#context = readContext(this.#files);
      this.#ports.logger.info("tls.certificate_reloaded", { certificate: this.#files.certPath });
    } catch (error) {
      this.#warn(error);
    } finally {
      this.#looking = false;
    }
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  #warn(error: unknown): void {
    this.#ports.logger.warn("tls.reload_failed", {
      reason: errorMessage(error),
      setting: `tls-cert=${this.#files.certPath}`,
      do: "put a matching certificate and key there; the previous pair stays in use",
    });
  }
}

function readContext(files: TlsFiles): SecureContext {
  const cert = readPem(files.certPath, "certificate");
  const key = readPem(files.keyPath, "key");
  try {
    return createSecureContext({ cert, key });
  } catch (cause) {
    const text = errorMessage(cause);
    throw new TlsFilesError(`${files.certPath} and ${files.keyPath} are not a certificate and its key: ${text}`, {
      cause,
    });
  }
}

function readPem(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const text = errorMessage(cause);
    throw new TlsFilesError(`cannot read the TLS ${what} ${path}: ${text}`, { cause });
  }
}

/** A replaced or rewritten file has another time, size or inode. */
function fingerprint(files: readonly Stats[]): string {
  return files.map((file) => `${file.mtimeMs}:${file.size}:${file.ino}`).join(" ");
}
