/**
 * Reads the one message that every device sends every 15 s, without allocating: the fields are offsets into the datagram. Use one view for many
 * datagrams. `read` answers false for everything that is not a plain RegisterPeer [RP-2]; the caller then takes the general decoder.
 */
export class RegisterPeerView {
  /** Where the id's bytes are in the datagram. */
  idStart = 0;
  idEnd = 0;
  serial = 0;

  read(datagram: Uint8Array): boolean {
    const { length } = datagram;
    // Envelope field 6, then a body of less than 128 bytes that fills the datagram; then field 1, the id.
    if (length < 4 || datagram[0] !== 0x32 || datagram[1] !== length - 2 || length > 129 || datagram[2] !== 0x0a)
      return false;
    const idLength = datagram[3] ?? 0;
    this.idStart = 4;
    this.idEnd = 4 + idLength;
    if (idLength === 0 || idLength > 100 || this.idEnd > length) return false;
    for (let at = 4; at < this.idEnd; at += 1) if ((datagram[at] ?? 0x80) >= 0x80) return false;
    return this.#readSerial(datagram, this.idEnd);
  }

  /** Nothing, or field 2 with a small number to the end. */
  #readSerial(datagram: Uint8Array, start: number): boolean {
    this.serial = 0;
    if (start === datagram.length) return true;
    if (datagram[start] !== 0x10) return false;
    for (let at = start + 1, shift = 0; shift < 28; at += 1, shift += 7) {
      const byte = datagram[at];
      if (byte === undefined) return false;
      this.serial |= (byte & 0x7f) << shift;
      if (byte < 0x80) return at + 1 === datagram.length;
    }
    return false;
  }
}
