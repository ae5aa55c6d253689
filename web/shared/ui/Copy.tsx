// A text that is taken along by a button, and a secret that is shown this once.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Button, IconButton } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { Callout } from "./States.tsx";
import "./copy.css";

const LONG_ENOUGH = 2000;

type Copied = "" | "done" | "failed";

// Says for a moment how it went, and is the same button again.
function useCopied(text: string): [Copied, () => void] {
  const [copied, say] = useState<Copied>("");
  useEffect(() => {
    if (copied === "") return;
    const timer = setTimeout(() => say(""), LONG_ENOUGH);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => { navigator.clipboard.writeText(text).then(() => say("done"), () => say("failed")); };
  return [copied, copy];
}

// For who listens; that it was not allowed is shown to all, with what to do.
const Said = ({ copied }: { copied: Copied }) => (
  <span role="status" class={copied === "failed" ? "bad small" : "unseen"}>
    {copied === "done" && t("kit-copied")}{copied === "failed" && t("kit-not-copied")}
  </span>
);

export function CopyButton({ text, children }: { text: string; children: ComponentChildren }) {
  const [copied, copy] = useCopied(text);
  const isDone = copied === "done";
  return (
    <>
      <Button icon={isDone ? "check" : "copy"} onClick={copy}>{isDone ? t("kit-copied") : children}</Button>
      <Said copied={copied} />
    </>
  );
}

export interface CopyableProps {
  name: string;
  text: string;
  titled?: boolean;  // its name stands above it; else it is for who listens alone
  children?: ComponentChildren;  // how it is shown, where that is not the text itself
}

// What a program or a person is to be given, letter by letter.
export function Copyable({ name, text, titled = false, children }: CopyableProps) {
  const [copied, copy] = useCopied(text);
  return (
    <div class="copyable">
      {titled && <span class="copyable-name">{name}</span>}
      <div class="copyable-row">
        <div class="copyable-text mono" role="group" aria-label={name} tabIndex={0}>{children ?? text}</div>
        <IconButton icon={copied === "done" ? "check" : "copy"} label={t("kit-copy-one", { name })} onClick={copy} />
      </div>
      <Said copied={copied} />
    </div>
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
