// A secret that the server shows this once: to be copied and kept by the reader, for nobody can show it again.
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { Callout } from "./States.tsx";
import "./shown-once.css";

// With the button that copies it.
export function Copied({ label, text }: { label: string; text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <div class="shown-once">
      <output class="mono" aria-label={label}>{text}</output>
      <Button icon={isCopied ? "check" : "copy"} onClick={copy}>{isCopied ? t("kit-copied") : t("kit-copy")}</Button>
    </div>
  );
}

export interface ShownOnceProps { title: string; label: string; about: string; secret: string | null; onClose: () => void }

export function ShownOnce({ title, label, about, secret, onClose }: ShownOnceProps) {
  return (
    <Dialog title={title} open={secret !== null} onClose={onClose}
      actions={<Button kind="primary" onClick={onClose}>{t("kit-kept")}</Button>}>
      <div class="stack">
        <p>{about}</p>
        <Copied key={secret} label={label} text={secret ?? ""} />
        <Callout verdict="warn">{t("kit-shown-once")}</Callout>
      </div>
    </Dialog>
  );
}
