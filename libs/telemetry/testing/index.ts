/** Floor 4, for tests: a receiver of what is sent. Owns how OTLP/JSON is read. */
export * from "./otlp-receiver.ts";
