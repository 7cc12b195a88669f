import type { Bind } from "./pod-volumes.ts";

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
/** `/var/run` is a link to `/run`, and a link is not followed from outside the new root. */
const resolved = (path: string): string => path.replace(/^\/var\/run(?=\/|$)/, "/run");

/** Of the machine, what containers do not see as it is. */
const OWN = ["proc", "dev", "sys", "tmp", "run", "etc", "lost+found", "boot", "mnt", "media"];

export interface RootPlan {
  readonly root: string;
  readonly hostname: string;
  /** Names without a dot are looked for there first. */
  readonly namespace: string;
  readonly ip: string;
  readonly binds: readonly Bind[];
  /** Folders of the machine that stay visible at their place even under `/tmp`, and under a volume there. */
  readonly shown: readonly string[];
}

/**
 * A shell script that, in a mount namespace of its own, puts together what a container sees and then runs its arguments there: the machine's programs, folders of its
 * own for /etc, /tmp, /run and /dev, and the volumes at their places.
 */
export function rootScript(plan: RootPlan): string {
  const R = quoted(plan.root);
  return `
PATH=$PATH:/usr/sbin:/sbin
R=${R}
mkdir -p "$R"
mount -t tmpfs -o mode=755 tmpfs "$R"
for entry in /*; do
  name=\${entry#/}
  case " ${OWN.join(" ")} " in *" $name "*) continue ;; esac
  if [ -L "$entry" ]; then cp -P "$entry" "$R/$name"; elif [ -d "$entry" ]; then mkdir "$R/$name"; mount --rbind "$entry" "$R/$name"; fi
done
mkdir -p "$R/proc" "$R/sys" "$R/dev/shm" "$R/tmp" "$R/run"
chmod 1777 "$R/tmp" "$R/dev/shm"
mount --rbind /proc "$R/proc"
mount --rbind /sys "$R/sys"
for device in null zero full random urandom tty; do : >"$R/dev/$device"; mount --bind "/dev/$device" "$R/dev/$device"; done
ln -s /proc/self/fd "$R/dev/fd"; ln -s /proc/self/fd/1 "$R/dev/stdout"; ln -s /proc/self/fd/2 "$R/dev/stderr"
cp -a /etc "$R/etc" 2>/dev/null || :
sed ${quoted(`s/default\\.svc/${plan.namespace}.svc/`)} /etc/resolv.conf >"$R/etc/resolv.conf"
printf '127.0.0.1 localhost\\n%s %s\\n' ${quoted(plan.ip)} ${quoted(plan.hostname)} >"$R/etc/hosts"
hostname ${quoted(plan.hostname)} 2>/dev/null || :
${[...plan.binds]
  .sort((a, b) => a.to.length - b.to.length)
  .map(bound)
  .join("\n")}
${plan.shown.map(shown).join("\n")}
exec chroot "$R" "$@"`;
}

function shown(path: string): string {
  const to = `"$R"${quoted(path)}`;
  // A volume keeps the empty folder that a container before made for it.
  return `[ ${quoted(path)} -ef ${to} ] || { mkdir -p ${to}; mount --rbind ${quoted(path)} ${to}; }`;
}

function bound({ from, to: path, readOnly }: Bind): string {
  const to = `"$R"${quoted(resolved(path))}`;
  const why = quoted(`no place for a volume at ${path}: the machine has that folder's parent`);
  const make = `if [ -d ${quoted(from)} ]; then mkdir -p ${to}; else mkdir -p "$(dirname ${to})"; : >>${to}; fi`;
  const mount = `mount --bind ${quoted(from)} ${to}`;
  const fix = readOnly ? `; mount -o remount,bind,ro ${to}` : "";
  return `{ ${make}; } 2>/dev/null || { echo ${why} >&2; exit 125; }; ${mount}${fix}`;
}
