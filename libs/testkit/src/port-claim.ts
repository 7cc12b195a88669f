import { createServer } from "node:net";

/**
 * Claims a port number for this process until it ends, on whichever address; false: another test process has it. Between finding a port free and listening on it, only a claim
 * keeps other tests off. It is a listener in Linux' abstract socket namespace, which the kernel removes with the process and keeps per network namespace, as it does ports.
 */
export function claimPort(port: number): Promise<boolean> {
  const claim = createServer();
  return new Promise((resolve) => {
    claim.once("error", () => resolve(false));
    claim.listen(`\0fairlead-test-port-${port}`, () => {
      claim.unref();
      resolve(true);
    });
  });
}
