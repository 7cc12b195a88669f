import { forwardingEngineContract } from "@fairlead/cluster/testing";
import { SocketHarness } from "./socket-harness.ts";

forwardingEngineContract("sockets", () => SocketHarness.open());
