/** Counts one direction of one session. Plain adds on the hot path; read by limits, metrics, billing and the advertised load alike. */
export class Meter {
  bytes = 0;
  chunks = 0;
  add(byteCount: number): void {
    this.bytes += byteCount;
    this.chunks += 1;
  }
}
