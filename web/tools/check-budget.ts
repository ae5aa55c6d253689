// Whether the pages that are built weigh no more than they may, as ./dev check asks without building them.
import { checkBudget } from "./budget.ts";
import { readManifest } from "./manifest.ts";
import { DIST, ENTRIES } from "./paths.ts";

for (const { name } of ENTRIES) checkBudget(name, readManifest(DIST, name), DIST);
