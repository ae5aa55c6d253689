// One's passkeys: each signs one in by itself, and shows that it is oneself.
import { useEffect, useState } from "preact/hooks";
import { asProblem } from "../api/problem.ts";
import { useLoaded } from "../api/useLoaded.ts";
import { FormDialog } from "../forms/FormDialog.tsx";
import { date } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { TypedConfirmation } from "../ui/Dialog.tsx";
import { TextField } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Callout, Failed, Skeleton } from "../ui/States.tsx";
import type { Toasts } from "../ui/toast.model.ts";
import { addPasskey, ownChallenge, passkeys, removePasskey, type Passkey } from "./api.ts";
import { hasPasskeys } from "./ask.ts";
import { makePasskey } from "./make.ts";
import "./passkeys.css";

export interface PasskeysProps {
  toasts: Toasts;
  onChanged?: () => void;
  onCodes?: (codes: readonly string[]) => void;  // recovery codes that came with it, shown this once
}

export function Passkeys({ toasts, onChanged, onCodes }: PasskeysProps) {
  const { data: known, problem, read } = useLoaded(passkeys, []);
  const [isAdding, add] = useState(false);
  const [leaving, leave] = useState<Passkey | null>(null);
  const changed = (): void => { void read(); onChanged?.(); };
  const added = (label: string, codes: readonly string[]): void => {
    toasts.add(t("passkey-added", { label }));
    changed();
    if (codes.length > 0) onCodes?.(codes);
  };
  const remove = (): void => {
    if (!leaving) return;
    leave(null);
    removePasskey(leaving.id).then(() => { toasts.add(t("passkey-removed", { label: leaving.label })); changed(); },
      (error: unknown) => toasts.add(asProblem(error).message, { kind: "bad" }));
  };
  return (
    <section class="panel stack" aria-labelledby="passkeys">
      <div class="spread">
        <h2 id="passkeys">{t("passkeys-title")}</h2>
        {hasPasskeys() && <Button icon="plus" onClick={() => add(true)}>{t("passkey-add")}</Button>}
      </div>
      <p class="dim">{t("passkeys-about")}</p>
      {!hasPasskeys() && <Callout verdict="info">{t("passkeys-none-here")}</Callout>}
      {problem && <Failed what={t("passkeys-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void read()} />}
      {!known && !problem && <Skeleton rows={2} />}
      {known?.length === 0 && <p>{t("passkeys-none")}</p>}
      {known && known.length > 0 && <ul>{known.map((one) => <Row key={one.id} passkey={one} onRemove={() => leave(one)} />)}</ul>}
      <AddPasskey open={isAdding} onClose={() => add(false)} onDone={added} />
      <TypedConfirmation title={t("passkey-remove")} open={leaving !== null} onClose={() => leave(null)} word={leaving?.label ?? ""}
        verb={t("passkey-remove")} onConfirm={remove}>{t("passkey-remove-why")}</TypedConfirmation>
    </section>
  );
}

function Row({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  return (
    <li class="passkey">
      <Icon name="fingerprint" size={20} />
      <span class="passkey-words">
        <span class="strong clip">{passkey.label}</span>
        <span class="dim small">
          {passkey.last_used === null ? t("passkey-never", { added: date(passkey.added) })
            : t("passkey-used", { added: date(passkey.added), used: date(passkey.last_used) })}
        </span>
      </span>
      <IconButton icon="trash-2" label={t("passkey-remove-one", { label: passkey.label })} onClick={onRemove} />
    </li>
  );
}

export interface AddPasskeyProps { open: boolean; onClose: () => void; onDone: (label: string, codes: readonly string[]) => void }

export function AddPasskey({ open, onClose, onDone }: AddPasskeyProps) {
  const [label, setLabel] = useState("");
  useEffect(() => { if (open) setLabel(""); }, [open]);
  const submit = async (): Promise<void> => {
    const made = await makePasskey(await ownChallenge());
    if (!made) throw new Error(t("passkey-not-made"));
    onDone(label.trim(), await addPasskey(made, label.trim()));
  };
  return (
    <FormDialog title={t("passkey-add")} open={open} onClose={onClose} verb={t("passkey-make")} onSubmit={submit}>
      {(refused) => (
        <TextField label={t("passkey-label")} help={t("passkey-label-help")} value={label} onValue={setLabel} error={refused("label")} first
          required autocomplete="off" />
      )}
    </FormDialog>
  );
}
