import { kubeTools, privateNetworkRefusal } from "@fairlead/kube-rig";

/** Why no scene can be played here, for `skip`; false = it can. */
export function sceneRefusal(): string | false {
  const tools = kubeTools();
  const reason = tools.kind === "missing" ? tools.reason : privateNetworkRefusal();
  return reason === undefined ? false : `skipped: ${reason}`;
}
