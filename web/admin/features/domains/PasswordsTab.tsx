// Whose password breaks the policy or has expired, and the end of all passwords at once.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { asProblem } from "../../../shared/api/problem.ts";
import { date } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useQuery } from "../../../shared/router/query.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { TypedConfirmation } from "../../../shared/ui/Dialog.tsx";
import { SelectField } from "../../../shared/ui/Field.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import { faultWords, pathOfAccount } from "../../people/AccountList.tsx";
import { expirePassword, passwordFaults } from "../../people/api.ts";
import { Card } from "../../people/Card.tsx";
import { isWeak, type PasswordFault } from "../../people/model.ts";
import { expireAll } from "./api.ts";
import type { TabProps } from "./DomainPage.tsx";

const AGES = ["", "90d", "180d", "365d"];

const columns = (): readonly ListColumn<PasswordFault>[] => [
  { key: "address", label: t("people-address"), track: "minmax(9rem, 2fr)", text: (row) => row.address, cell: (row) => <bdi
    class="strong">{row.address}</bdi> },
  { key: "reasons", label: t("domains-reasons"), track: "minmax(9rem, 2fr)", text: (row) => faultWords(row.reasons) },
  { key: "changed", label: t("domains-password-from"), track: "8rem", text: (row) => date(row.password_changed),
    order: (row) => row.password_changed, wide: true },
  {
    key: "stops", label: t("domains-sending-stops"), track: "9rem", text: (row) => (row.sending_stops ? date(row.sending_stops) : ""),
    order: (row) => row.sending_stops, wide: true,
  },
];

const acts = (): readonly Act<PasswordFault>[] => [{
  key: "expire", label: t("people-expire"), icon: "clock", danger: true, done: (count) => t("people-expired", { count }),
  async run(row) { await expirePassword(row.address); return undefined; },
  confirm: (rows) => ({
    title: t("people-expire-title", { count: rows.length }), text: t("people-expire-about"),
    word: rows.length === 1 ? rows[0]?.address ?? "" : String(rows.length),
  }),
}];

export function PasswordsTab({ domain: { name }, may, toasts, go }: TabProps) {
  const [query, setQuery] = useQuery({ age: "", find: "", show: "", sort: "", at: "" });
  const rows = useMemo(() => new Rows(async () => ({ items: await passwordFaults(name, query.age) })), [name, query.age]);
  const [asked, ask] = useState<"" | "weak" | "all">("");
  const weak = rows.rows.value.filter(isWeak).length;
  const expire = (): void => {
    const onlyWeak = asked === "weak";
    ask("");
    expireAll(name, onlyWeak).then((count) => toasts.add(t("people-expired", { count })), (error: unknown) => toasts.add(asProblem(error).message, {
      kind: "bad" }))
      .finally(() => void rows.read());
  };
  return (
    <div class="stack">
      {may && (
        <Card title={t("domains-expire-many")} about={t("people-expire-about")} actions={<>
          {weak > 0 && <Button icon="clock" onClick={() => ask("weak")}>{t("domains-expire-weak", { count: weak })}</Button>}
          <Button kind="danger" icon="clock" onClick={() => ask("all")}>{t("domains-expire-all")}</Button>
        </>} />
      )}
      <div class="row">
        <SelectField label={t("domains-older")} value={query.age} onValue={(age) => setQuery({ age })}
          choices={AGES.map((value) => ({ value, label: t(`domains-older-${value || "no"}`) }))} />
      </div>
      <ListView<PasswordFault> name={`passwords-${name}`} kind="passwords" label={t("domains-passwords")} rows={rows}
        columns={columns()} keyOf={(row) => row.address}
        acts={may ? acts() : []} toasts={toasts} order="address" onOpen={(row) => go(`${pathOfAccount(row.address)}/sign-in`)}
        empty={<Empty icon="shield-check" title={t("domains-passwords-good")}>{t("domains-passwords-good-about")}</Empty>} />
      <TypedConfirmation title={asked === "weak" ? t("domains-expire-weak", { count: weak }) : t("domains-expire-all")} open={asked !== ""}
        onClose={() => ask("")} word={name}
        verb={t("people-expire")} onConfirm={expire}>{t("people-expire-about")}</TypedConfirmation>
    </div>
  );
}
