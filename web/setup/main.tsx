// The first run: from the one-time link to a server that mail can come to.
import { effect } from "@preact/signals";
import { render } from "preact";
import { startLanguage, t } from "../shared/i18n/i18n.ts";
import { drawUpright } from "../shared/i18n/upright.ts";
import { startTheme } from "../shared/theme/theme.ts";
import "../shared/theme/tokens.css";
import "../shared/theme/base.css";
import { addIcons } from "../shared/ui/Icon.tsx";
import { MORE } from "../shared/ui/icons-more.generated.tsx";
import { keepFocus } from "../shared/ui/keepFocus.ts";
import { Enrol } from "./Enrol.tsx";
import { LANGUAGES } from "./languages.ts";
import { SetupPage } from "./page.tsx";

addIcons(MORE);
drawUpright();
keepFocus();
startTheme();
await startLanguage(LANGUAGES);
// Where the log-in leads who has no second factor yet.
const isToEnrol = location.pathname === "/setup/second-factor";
effect(() => { document.title = t(isToEnrol ? "first-factor" : "first-title"); });
const page = document.getElementById("page");
if (page) render(isToEnrol ? <Enrol /> : <SetupPage />, page);
