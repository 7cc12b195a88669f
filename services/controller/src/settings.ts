/** What one controller is told at its start. */
export interface ControllerSettings {
  readonly namespace: string;
  /** The chart's full name: what is made once, and the Lease, are named after it. */
  readonly fullname: string;
  /** The ConfigMap with the base template and the defaults. */
  readonly configMap: string;
  /** Of this process alone, in this life: the pod's name. */
  readonly identity: string;
}
