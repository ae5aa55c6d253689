// A person's own pages begin: what they need from the server goes first, then what shows them (start.tsx).
import { tellUnloaded } from "../shared/i18n/unloaded.ts";
import { askAhead } from "../shared/shell/ahead.ts";
import { LANGUAGES } from "./languages.ts";
import { PAGES } from "./pages.ts";

const asked = askAhead("mail", LANGUAGES, PAGES.find(({ path }) => path === location.pathname));
const { start } = await import("./start.tsx").catch(tellUnloaded);
await start(asked);
