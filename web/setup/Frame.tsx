// What stands around each page of the first run: what it is for, the language, and the question for a fresh code.
import type { ComponentChildren } from "preact";
import { proof } from "../shared/api/client.ts";
import { chooseLanguage, language, languages, t } from "../shared/i18n/i18n.ts";
import { Proving, ProofDialog } from "../shared/shell/ProofDialog.tsx";
import { Icon } from "../shared/ui/Icon.tsx";
import "./setup.css";

const proving = new Proving();
proof.ask = () => proving.ask();

export function Frame({ title, narrow = false, children }: { title: string; narrow?: boolean; children: ComponentChildren }) {
  return (
    <div class={narrow ? "first narrow" : "first"}>
      <header class="first-head">
        <span class="side-home"><Icon name="shield-check" size={20} />{title}</span>
        <label>
          <span class="unseen">{t("shell-language")}</span>
          <span class="control">
            <select class="input" value={language.value} onChange={(event) => void chooseLanguage(event.currentTarget.value)}>
              {languages().map((one) => <option key={one.code} value={one.code} lang={one.code}>{one.name}</option>)}
            </select>
            <span class="select-mark"><Icon name="chevron-down" /></span>
          </span>
        </label>
      </header>
      {children}
      <ProofDialog proving={proving} />
    </div>
  );
}
