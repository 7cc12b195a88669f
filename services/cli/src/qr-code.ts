import { renderUnicodeCompact } from "uqr";

/** What the mobile client's scanner takes: `config=` and the config string. For a terminal, two rows of modules per line. */
export function configQrCode(configString: string): string {
  return renderUnicodeCompact(`config=${configString}`, { border: 2 });
}
