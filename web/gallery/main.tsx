// Every widget on a page of its own, with made-up data: /gallery?show=menu&language=de. Built for tests and for who writes pages.
import { signal } from "@preact/signals";
import { render } from "preact";
import { accented, mirrored } from "../shared/i18n/pseudo.ts";
import { speak, startLanguage, type Language } from "../shared/i18n/i18n.ts";
import { startTheme } from "../shared/theme/theme.ts";
import "../shared/theme/tokens.css";
import "../shared/theme/base.css";
import { addIcons } from "../shared/ui/Icon.tsx";
import { keepFocus } from "../shared/ui/keepFocus.ts";
import { MORE } from "../shared/ui/icons-more.generated.tsx";
import "./gallery.css";
import { CONTROLS } from "./pages/controls.tsx";
import { FACTS } from "./pages/facts.tsx";
import { SECRETS } from "./pages/secrets.tsx";
import { FORMS } from "./pages/forms.tsx";
import { LISTS } from "./pages/lists.tsx";
import { PROOFS } from "./pages/proofs.tsx";
import { RECORDS } from "./pages/records.tsx";
import { SHELLS } from "./pages/shells.tsx";
import { STRUCTURE } from "./pages/structure.tsx";

const english = async (): Promise<readonly string[]> => (await import("./words/en.ts")).default;
const LANGUAGES: readonly Language[] = [
  { code: "en", name: "English", direction: "ltr", load: async () => ({ sources: await english() }) },
  { code: "de", name: "Deutsch", direction: "ltr", load: async () => ({ sources: (await import("./words/de.ts")).default }) },
  { code: "en-XA", name: "Accented", direction: "ltr", load: async () => ({ sources: await english(), transform: accented }) },
  { code: "ar-XB", name: "Mirrored", direction: "rtl", load: async () => ({ sources: await english(), transform: mirrored }) },
];

const PAGES = { ...CONTROLS, ...STRUCTURE, ...FACTS, ...SECRETS, ...PROOFS, ...FORMS, ...RECORDS, ...LISTS, ...SHELLS };
// A page that is a whole window stands alone.
const WHOLE = new Set(Object.keys(SHELLS));
const wanted = new URLSearchParams(location.search);
const shown = signal(wanted.get("show") ?? "button");

function Gallery() {
  const name = shown.value;
  const Page = PAGES[name];
  if (!Page) return <main class="gallery"><h1>{name}</h1></main>;
  if (WHOLE.has(name)) return <Page />;
  return (
    <div class="gallery-frame">
      <nav class="gallery-list" aria-label="Pages">
        {Object.keys(PAGES).map((one) => <a key={one} href={`?show=${one}`} aria-current={one === name ? "page" : undefined}>{one}</a>)}
      </nav>
      <main class="gallery" tabIndex={-1} data-goes-on><h1>{name}</h1><Page /></main>
    </div>
  );
}

addIcons(MORE);
startTheme();
await startLanguage(LANGUAGES);
await speak(wanted.get("language") ?? "en");
document.title = `Gallery: ${shown.value}`;
const page = document.getElementById("page");
if (page) render(<Gallery />, page);
if (!WHOLE.has(shown.value)) keepFocus();
document.documentElement.dataset["pages"] = Object.keys(PAGES).join(" ");
