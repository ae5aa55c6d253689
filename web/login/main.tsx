// The page where people sign in.
import { effect } from "@preact/signals";
import { render } from "preact";
import { startLanguage, t } from "../shared/i18n/i18n.ts";
import { drawUpright } from "../shared/i18n/upright.ts";
import { startTheme } from "../shared/theme/theme.ts";
import "../shared/theme/tokens.css";
import "../shared/theme/base.css";
import { SESSION_API } from "./api.ts";
import { LANGUAGES } from "./languages.ts";
import { LoginPage } from "./page.tsx";

async function start(): Promise<void> {
  drawUpright();
  startTheme();
  await startLanguage(LANGUAGES);
  effect(() => { document.title = t("login-title"); });
  const page = document.getElementById("page");
  if (page) render(<LoginPage api={SESSION_API} address={location} leave={(to) => location.assign(to)} />, page);
}

void start();
