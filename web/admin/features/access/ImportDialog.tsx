// A list that somebody publishes takes the place of its last state.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Field, TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { ServicesField } from "../../parts/ServicesField.tsx";
import { importList, wayBackTo, type Import, type Imported, type WayBack } from "./api.ts";
import { SpanField, WhoseFields } from "./Parts.tsx";

const LARGEST = 16 * 1024 * 1024;  // octets of a request
const PLAIN: Import = { name: "", file: "", file_names: [], for: "", services: [], owner: "", description: "", even_me: false };

// What was read, and what of it was not understood.
function toldOf(name: string, done: Imported): string {
  const said = t("access-imported", { name, added: number(done.added), removed: number(done.removed), kept: number(done.kept) });
  if (done.lines_not_understood === 0) return said;
  const such = done.such_as.join(", ").slice(0, 120);
  return `${said} ${t("access-not-understood", { count: done.lines_not_understood, such })}`;
}

export interface ImportDialogProps { open: boolean; onClose: () => void; onDone: (told: string, undo?: WayBack) => void }

export function ImportDialog({ open, onClose, onDone }: ImportDialogProps) {
  const [entered, enter] = useState(PLAIN);
  const change = (some: Partial<Import>): void => enter({ ...entered, ...some });
  const [lost, setLost] = useState("");  // a list that cannot be brought back: its name is typed
  const [isTooLarge, setTooLarge] = useState(false);
  useEffect(() => { if (open) { enter(PLAIN); setLost(""); setTooLarge(false); } }, [open]);
  const take = (chosen: File | undefined): void => {
    const tooLarge = chosen !== undefined && chosen.size > LARGEST;
    setTooLarge(tooLarge);
    change({ file: "", file_names: [] });
    // What was entered while it was read stays.
    if (chosen && !tooLarge) void chosen.text().then((file) => enter((now) => ({ ...now, file, file_names: [chosen.name] })));
  };
  const submit = async (): Promise<unknown> => {
    if (isTooLarge) throw new Error(t("access-file-too-large"));
    if (entered.file === "") throw new Error(t("access-no-file"));
    const wanted = { ...entered, name: entered.name.trim() };
    const wayBack = await wayBackTo(wanted);
    if (!wayBack && lost !== wanted.name) {
      setLost(wanted.name);
      return "stay";
    }
    const told = toldOf(wanted.name, await importList(wanted));
    const undo = await wayBack?.();
    if (undo) return onDone(told, undo);
    return onDone(wayBack ? `${told} ${t("access-too-long-to-undo")}` : told);
  };
  const isLost = lost !== "" && lost === entered.name.trim();
  return (
    <FormDialog title={t("access-import")} open={open} onClose={onClose} verb={t("access-import-verb")}
      word={isLost ? lost : ""} onSubmit={submit}>
      {(refused) => (
        <>
          <TextField label={t("access-list-name")} help={t("access-list-name-help")} value={entered.name} error={refused("name")} first required
            onValue={(name) => change({ name })} spellcheck={false} autocomplete="off" />
          <Field label={t("access-file")} help={t("access-file-help")} required
            error={isTooLarge ? t("access-file-too-large") : refused("file") ?? refused("file_names")}>
            {(wiring) => (
              <input class="input" type="file" accept="text/plain,.txt,.netset,.ipset,.list" {...wiring}
                onChange={(event) => take(event.currentTarget.files?.[0])} />
            )}
          </Field>
          <SpanField value={entered.for} onValue={(span) => change({ for: span })} kept="" />
          <ServicesField values={entered.services} onChange={(services) => change({ services })} error={refused("services")} />
          <WhoseFields {...entered} change={change} />
          {isLost && <Callout verdict="warn" urgent>{t("access-too-long-to-bring-back")}</Callout>}
        </>
      )}
    </FormDialog>
  );
}
