// A text that is taken along by a button, and a secret that is shown this once.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Button, IconButton } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { Callout } from "./States.tsx";
import "./copy.css";

const LONG_ENOUGH = 2000;

// Says for a moment that it is done, and is the same button again.
function useCopied(text: string): [boolean, () => void] {
  const [copied, say] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => say(false), LONG_ENOUGH);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => { navigator.clipboard.writeText(text).then(() => say(true), () => say(false)); };
  return [copied, copy];
}

export function CopyIcon({ text, name }: { text: string; name: string }) {
  const [copied, copy] = useCopied(text);
  return <IconButton icon={copied ? "check" : "copy"} label={copied ? t("kit-copied") : t("kit-copy-one", { name })} onClick={copy} />;
}

export function CopyButton({ text, children }: { text: string; children: ComponentChildren }) {
  const [copied, copy] = useCopied(text);
  return <Button icon={copied ? "check" : "copy"} onClick={copy}>{copied ? t("kit-copied") : children}</Button>;
}

// What a program or a person is to be given, letter by letter.
export function Copyable({ text, name }: { text: string; name: string }) {
  return (
    <span class="copyable">
      <code class="copyable-text" aria-label={name} tabIndex={0}>{text}</code>
      <CopyIcon text={text} name={name} />
    </span>
  );
}

export interface SecretShown { name: string; secret: string; more?: ComponentChildren }

// The server keeps no copy of it: whoever closes this has it, or has another one made.
export function SecretDialog({ title, shown, onClose }: { title: string; shown: SecretShown | null; onClose: () => void }) {
  return (
    <Dialog title={title} open={shown !== null} onClose={onClose} actions={<Button kind="primary" onClick={onClose}>{t("kit-secret-kept")}</Button>}>
      {shown && (
        <div class="stack">
          <Callout verdict="info">{t("kit-secret-once")}</Callout>
          <div class="stack secret">
            <span class="dim small">{shown.name}</span>
            <Copyable text={shown.secret} name={shown.name} />
          </div>
          {shown.more}
        </div>
      )}
    </Dialog>
  );
}
