import { FairleadError } from "@fairlead/base";

/** What can go wrong between a client and a server. */
export abstract class ClientError extends FairleadError {}

/** Nobody accepted the connection, or the WebSocket upgrade or TLS failed. */
export class ConnectFailedError extends ClientError {
  override readonly name = "ConnectFailedError";
  readonly code = "CLIENT_CONNECT_FAILED";
}

/** The server did not say it in time. */
export class NoAnswerError extends ClientError {
  override readonly name = "NoAnswerError";
  readonly code = "CLIENT_NO_ANSWER";
}

/** The connection ended while an answer was awaited. */
export class ConnectionEndedError extends ClientError {
  override readonly name = "ConnectionEndedError";
  readonly code = "CLIENT_CONNECTION_ENDED";
}

/** An answer that a client does not understand in this place. */
export class UnexpectedAnswerError extends ClientError {
  override readonly name = "UnexpectedAnswerError";
  readonly code = "CLIENT_UNEXPECTED_ANSWER";
}

/** The server's key exchange is not signed by the key this client was configured with. */
export class ServerKeyMismatchError extends ClientError {
  override readonly name = "ServerKeyMismatchError";
  readonly code = "CLIENT_SERVER_KEY_MISMATCH";
}
