// Preloaded by loaded-packages.test.ts: notes which files of other packages a process loads, in all of its threads.
import { appendFileSync } from "node:fs";
import { registerHooks } from "node:module";

registerHooks({
  load(url, context, next) {
    const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
    if (name !== undefined) appendFileSync(process.env.LOADED_FILE, `${name}\n`);
    return next(url, context);
  },
});
