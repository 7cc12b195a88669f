import type { MethodDefinition } from "@grpc/grpc-js";

/** Bytes cross as they are: a message that does not parse is lost alone, not with its stream [CL-45]. */
const same = (bytes: Buffer): Buffer => bytes;

/** `fairlead.bus.NodeBus.Link` of proto/bus.proto. */
export const linkMethod: MethodDefinition<Buffer, Buffer> = {
  path: "/fairlead.bus.NodeBus/Link",
  requestStream: true,
  responseStream: true,
  requestSerialize: same,
  requestDeserialize: same,
  responseSerialize: same,
  responseDeserialize: same,
};
