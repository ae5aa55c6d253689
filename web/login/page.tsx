// The page as a whole: the form that is wanted, the language and the theme.
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { chooseLanguage, language, languages, learn, t } from "../shared/i18n/i18n.ts";
import { theme, THEMES } from "../shared/theme/theme.ts";
import { Button } from "../shared/ui/Button.tsx";
import { Callout } from "../shared/ui/States.tsx";
import type { SessionApi } from "./api.ts";
import type { ForgottenApi } from "./features/forgotten/api.ts";
import type { ForgottenProps } from "./features/forgotten/Forgotten.tsx";
import { destination, tokenIn, type Session } from "./features/sign-in/model.ts";
import { SignIn } from "./features/sign-in/SignIn.tsx";
import "./login.css";

export interface LoginPageProps {
  api: SessionApi;
  forgotten?: ForgottenApi;  // none: the server's
  address: { search: string; hash: string };
  leave: (to: string) => void;
}

type Part = "sign-in" | "forgotten" | "reset" | "nowhere" | "nowhere-to-enrol";

export function LoginPage({ api, forgotten, address, leave }: LoginPageProps) {
  const token = tokenIn(address.hash);
  const [part, setPart] = useState<Part>(token === null ? "sign-in" : "reset");
  const back = (): void => setPart("sign-in");
  // What a session would lead to may not be served here.
  const enter = async (session: Session): Promise<void> => {
    const to = destination(session, address.search);
    if (await api.isThere(to)) return leave(to);
    setPart(session.to_enrol ? "nowhere-to-enrol" : "nowhere");
  };
  return (
    <LoginShell>
      {part === "sign-in" && (
        <SignIn api={api} enter={enter} onForgotten={() => setPart("forgotten")} />
      )}
      {(part === "forgotten" || part === "reset") && <Forgotten api={forgotten} token={part === "reset" ? token : null} onBack={back} />}
      {(part === "nowhere" || part === "nowhere-to-enrol") && (
        <Nowhere words={part} onSignOut={() => void api.signOut().finally(back)} />
      )}
    </LoginShell>
  );
}

export function LoginShell({ children }: { children: ComponentChildren }) {
  return (
    <div class="login">
      <main class="login-card panel">{children}</main>
      <footer class="login-foot">
        <label>
          <span class="unseen">{t("login-language")}</span>
          <select class="login-choice" value={language.value} onChange={(event) => void chooseLanguage(event.currentTarget.value)}>
            {languages().map((one) => <option key={one.code} value={one.code} lang={one.code}>{one.name}</option>)}
          </select>
        </label>
        <label>
          <span class="unseen">{t("login-theme")}</span>
          <select class="login-choice" value={theme.value}
            onChange={(event) => { theme.value = THEMES.find((one) => one === event.currentTarget.value) ?? "system"; }}>
            {THEMES.map((one) => <option key={one} value={one}>{t(`login-theme-${one}`)}</option>)}
          </select>
        </label>
      </footer>
    </div>
  );
}

function Nowhere({ words, onSignOut }: { words: "nowhere" | "nowhere-to-enrol"; onSignOut: () => void }) {
  return (
    <div class="login-form">
      <h1>{t("nowhere-title")}</h1>
      <Callout verdict="info" urgent>{t(words === "nowhere" ? "nowhere-about" : "nowhere-to-enrol")}</Callout>
      <Button class="wide" onClick={onSignOut}>{t("nowhere-sign-out")}</Button>
    </div>
  );
}

type Loaded = ComponentType<ForgottenProps>;

// It is fetched with its words when somebody wants it.
function Forgotten(props: ForgottenProps) {
  const [Part, show] = useState<Loaded | null>(null);
  const [failed, fail] = useState(false);
  useEffect(() => {
    Promise.all([import("./features/forgotten/Forgotten.tsx"), learn(["forgotten"])]).then(([part]) => show(() => part.default), () => fail(true));
  }, []);
  if (Part) return <Part {...props} />;
  return failed && (
    <div class="login-form">
      <h1>{t("login-forgotten")}</h1>
      <Callout verdict="bad" urgent>{t("login-unreachable")}</Callout>
      <Button kind="quiet" icon="arrow-left" class="wide" onClick={props.onBack}>{t("forgotten-back")}</Button>
    </div>
  );
}
