import { STATUS_CODES } from "node:http";

/** A whole answer in bytes, for connections on which nothing else may follow. */
export function errorPage(status: number, text: string): string {
  const body = `${status} ${text}\n`;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Error"}`,
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}
