/** What this node has told the store of where a device is: the marks of its presence table. */
export const LOCATION = {
  /** Nothing. On one machine always. */
  none: 0,
  /** A claim is to be sent. */
  due: 1,
  /** A claim is on its way. */
  claiming: 2,
  written: 3,
  /** Was written, and the store may have lost it: to be written again, where nobody else is by now. */
  unsure: 4,
} as const;
