import { roleUri } from "@fairlead/cluster";
import { messageBusContract } from "@fairlead/cluster/testing";
import { TempFolder, TestAuthority } from "@fairlead/testkit";
import { GrpcNodes, secretTrust } from "./support/grpc-nodes.ts";
import { writeNodeFiles } from "./support/node-files.ts";

messageBusContract("gRPC, a shared secret", async () => new GrpcNodes(() => secretTrust));

messageBusContract("gRPC, certificates", async () => {
  const authority = await TestAuthority.create();
  const folders: TempFolder[] = [];
  const nodes = new GrpcNodes(async (role) => {
    const folder = await TempFolder.create("bus");
    folders.push(folder);
    return { kind: "certificates", ...(await writeNodeFiles(authority, folder.path, { uris: [roleUri(role)] })) };
  });
  const close = nodes[Symbol.asyncDispose].bind(nodes);
  nodes[Symbol.asyncDispose] = async () => {
    await close();
    for (const folder of folders) await folder[Symbol.asyncDispose]();
  };
  return nodes;
});
