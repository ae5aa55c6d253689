// Other names of a domain: mail to them is mail to it.
import { useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import { Entries } from "../../../shared/list/Entries.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Card } from "../../people/Card.tsx";
import { addName, removeName } from "./api.ts";
import type { TabProps } from "./DomainPage.tsx";

export function NamesCard({ domain, maySet, toasts, read }: TabProps) {
  const [isAdding, add] = useState(false);
  const [other, setOther] = useState("");
  const acts: readonly Act<string>[] = [{
    key: "remove", label: t("domains-name-remove"), icon: "trash-2", done: (count) => t("domains-names-gone", { count }),
    async run(name) { await removeName(name); return async () => { await addName(domain.name, name); await read(); }; },
  }];
  const submit = async (): Promise<void> => {
    const name = other.trim();
    await addName(domain.name, name);
    toasts.add(t("domains-name-added", { name }), { undo: async () => { await removeName(name); await read(); } });
    setOther("");
    await read();
  };
  return (
    <Card title={t("domains-other-names")} about={t("domains-other-names-about", { name: domain.name })}
      actions={maySet && <Button icon="plus" onClick={() => add(true)}>{t("domains-name-add")}</Button>}>
      <Entries<string> label={t("domains-other-names")} rows={domain.other_names} keyOf={(name) => name} acts={maySet ? acts : []} toasts={toasts}
        onDone={() => void read()} none={t("domains-no-names")} entry={(name) => ({ title: <bdi>{name}</bdi>, name, facts: [] })} />
      <FormDialog title={t("domains-name-add")} open={isAdding} onClose={() => add(false)} verb={t("domains-add-verb")} onSubmit={submit}>
        {(refused) => (
          <TextField label={t("domains-other-name")} help={t("domains-other-name-help")} value={other} onValue={setOther}
            error={refused("other_name")}
            first required spellcheck={false} autocapitalize="off" autocomplete="off" />
        )}
      </FormDialog>
    </Card>
  );
}
