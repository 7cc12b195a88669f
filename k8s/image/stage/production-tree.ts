/** One entry of package-lock.json, as far as it says what belongs to what. */
interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** What runs needs, by paths in the repository: no package that only tests, checks or generators use. */
export interface ProductionTree {
  /** Folders of ours: `services/cli`, `libs/wire`, … */
  readonly ours: readonly string[];
  /** Links to them: `node_modules/fairlead` -> `services/cli`. */
  readonly links: ReadonlyMap<string, string>;
  /** Folders of others: `node_modules/ws`, … */
  readonly others: readonly string[];
}

/** Everything that the package in `start` reaches by its dependencies, found where Node would find it. */
export function productionTree({ packages }: LockFile, start: string): ProductionTree {
  const reached = new Set([start]);
  const links = new Map<string, string>();
  // A set is walked in the order in which it grows.
  for (const folder of reached) {
    for (const place of neededBy(packages[folder]).map((name) => placeOf(packages, folder, name))) {
      if (place === undefined) continue;
      const target = packages[place]?.link === true ? packages[place].resolved : undefined;
      if (target !== undefined) links.set(place, target);
      reached.add(target ?? place);
    }
  }
  const all = [...reached].sort();
  const isOther = (path: string): boolean => path.includes("node_modules/");
  return { ours: all.filter((path) => !isOther(path)), links, others: all.filter(isOther) };
}

/** Types are for the checker alone. */
function neededBy(entry: LockedPackage | undefined): readonly string[] {
  const names = Object.keys({ ...entry?.peerDependencies, ...entry?.optionalDependencies, ...entry?.dependencies });
  return names.filter((name) => !name.startsWith("@types/"));
}

/** The nearest `node_modules` upwards that holds it; `undefined` for an optional one that is not installed. */
function placeOf(packages: LockFile["packages"], from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const place = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (place in packages) return place;
    if (folder === "") return undefined;
  }
}
