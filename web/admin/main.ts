// The console begins: what it needs from the server goes first, then what shows it (start.tsx).
import { tellUnloaded } from "../shared/i18n/unloaded.ts";
import { askAhead } from "../shared/shell/ahead.ts";
import { currentPage } from "../shared/shell/nav.ts";
import { LANGUAGES } from "./languages.ts";
import { declaredOn, PAGES } from "./pages.ts";

const page = currentPage(PAGES, location.pathname);
const asked = askAhead("console", LANGUAGES, page && { ...page, declared: declaredOn(page) });
const { start } = await import("./start.tsx").catch(tellUnloaded);
await start(asked);
