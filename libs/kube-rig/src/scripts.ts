import { join, resolve } from "node:path";

/** A script of this package. */
export const script = (name: string): string => resolve(import.meta.dirname, "../scripts", name);

/** The checkout that this file belongs to. */
export const repository = resolve(import.meta.dirname, "../../..");

export const inRepository = (path: string): string => join(repository, path);
