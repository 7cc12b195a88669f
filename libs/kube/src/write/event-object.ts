import type { Random } from "@fairlead/base";
import type { ObjectRef } from "../objects/kube-object.ts";
import { microTime } from "../objects/micro-time.ts";
import type { KubeEvent } from "../objects/models.ts";
import type { EventRecorderSettings, EventWords } from "./event-words.ts";

/** Bounds of the API on the fields of an event, in bytes. */
const LONGEST_NOTE = 1024;
const LONGEST_WORD = 128;
const LONGEST_NAME = 230;

/** The event as the API wants it: of a name of its own, in the namespace of what it is about. */
export function eventObject(
  words: EventWords,
  settings: EventRecorderSettings,
  wallMs: number,
  random: Random,
): KubeEvent {
  const { regarding, related, type, reason, action, note } = words;
  const namespace = regarding.namespace ?? settings.namespace ?? "default";
  const unique = Buffer.from(random.bytes(8)).toString("hex");
  return {
    apiVersion: "events.k8s.io/v1",
    kind: "Event",
    metadata: { namespace, name: `${regarding.name.slice(0, LONGEST_NAME)}.${unique}` },
    eventTime: microTime(wallMs),
    reportingController: settings.controller,
    reportingInstance: cut(settings.instance, LONGEST_WORD),
    action: cut(action, LONGEST_WORD),
    reason: cut(reason, LONGEST_WORD),
    regarding: reference(regarding),
    related: related === undefined ? undefined : reference(related),
    note: cut(note, LONGEST_NOTE),
    type,
  };
}

function reference({ apiVersion, kind, name, namespace, uid }: ObjectRef): ObjectRef {
  return { apiVersion, kind, name, namespace, uid };
}

/** Never in the middle of a character. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = "";
  let length = 0;
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytes - 3) break;
    kept += character;
  }
  return `${kept}…`;
}
