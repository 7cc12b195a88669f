/** What every error class of this repository extends: a message for people and a code for programs. Expected refusals are return values instead. */
export abstract class FairleadError extends Error {
  abstract readonly code: string;
}
