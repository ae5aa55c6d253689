// One's passkeys: each signs one in by itself, and shows that it is oneself.
import { useEffect, useState } from "preact/hooks";
import { hasPasskeys } from "../../../shared/api/passkey.ts";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { date } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button, IconButton } from "../../../shared/ui/Button.tsx";
import { TypedConfirmation } from "../../../shared/ui/Dialog.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { Callout, Failed, Skeleton } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { addPasskey, ownChallenge, passkeys, removePasskey } from "./api.ts";
import type { Passkey } from "./model.ts";
import { makePasskey } from "./passkey.ts";

export function Passkeys({ toasts }: { toasts: Toasts }) {
  const [known, setKnown] = useState<readonly Passkey[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAdding, add] = useState(false);
  const [leaving, leave] = useState<Passkey | null>(null);
  const read = (): void => {
    setProblem(null);
    passkeys().then(setKnown, (error: unknown) => setProblem(asProblem(error)));
  };
  useEffect(read, []);
  const remove = (): void => {
    if (!leaving) return;
    leave(null);
    removePasskey(leaving.id).then(() => { toasts.add(t("me-passkey-removed", { label: leaving.label })); read(); },
      (error: unknown) => toasts.add(asProblem(error).message, { kind: "bad" }));
  };
  return (
    <section class="panel stack" aria-labelledby="me-passkeys">
      <div class="spread">
        <h2 id="me-passkeys">{t("me-passkeys")}</h2>
        {hasPasskeys() && <Button icon="plus" onClick={() => add(true)}>{t("me-passkey-add")}</Button>}
      </div>
      <p class="dim">{t("me-passkeys-about")}</p>
      {!hasPasskeys() && <Callout verdict="info">{t("me-no-passkeys-here")}</Callout>}
      {problem && <Failed what={t("me-passkeys-not-read")} why={problem.message} correlation={problem.correlation} onRetry={read} />}
      {!known && !problem && <Skeleton rows={2} />}
      {known?.length === 0 && <p>{t("me-passkeys-none")}</p>}
      {known && known.length > 0 && <ul>{known.map((one) => <Row key={one.id} passkey={one} onRemove={() => leave(one)} />)}</ul>}
      <AddDialog open={isAdding} onClose={() => add(false)} onDone={(label) => { toasts.add(t("me-passkey-added", { label })); read(); }} />
      <TypedConfirmation title={t("me-passkey-remove")} open={leaving !== null} onClose={() => leave(null)} word={leaving?.label ?? ""}
        verb={t("me-passkey-remove")} onConfirm={remove}>{t("me-passkey-remove-why")}</TypedConfirmation>
    </section>
  );
}

function Row({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  return (
    <li class="me-passkey">
      <Icon name="fingerprint" size={20} />
      <span class="me-passkey-words">
        <span class="strong clip">{passkey.label}</span>
        <span class="dim small">
          {passkey.last_used === null ? t("me-passkey-never", { added: date(passkey.added) })
            : t("me-passkey-used", { added: date(passkey.added), used: date(passkey.last_used) })}
        </span>
      </span>
      <IconButton icon="trash-2" label={t("me-passkey-remove-one", { label: passkey.label })} onClick={onRemove} />
    </li>
  );
}

function AddDialog({ open, onClose, onDone }: { open: boolean; onClose: () => void; onDone: (label: string) => void }) {
  const [label, setLabel] = useState("");
  useEffect(() => { if (open) setLabel(""); }, [open]);
  const submit = async (): Promise<void> => {
    const made = await makePasskey(await ownChallenge());
    if (!made) throw new Error(t("me-passkey-not-made"));
    await addPasskey(made, label.trim());
    onDone(label.trim());
  };
  return (
    <FormDialog title={t("me-passkey-add")} open={open} onClose={onClose} verb={t("me-passkey-make")} onSubmit={submit}>
      {(refused) => (
        <TextField label={t("me-passkey-label")} help={t("me-passkey-label-help")} value={label} onValue={setLabel} error={refused("label")} first
          required autocomplete="off" />
      )}
    </FormDialog>
  );
}
