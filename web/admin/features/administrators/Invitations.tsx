// Who was made an administrator and has not come yet: until when he may, and the way to take it back.
import { dateTime, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import { Entries } from "../../../shared/list/Entries.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { roleName } from "../../parts/RolesField.tsx";
import { Card } from "../../people/Card.tsx";
import type { Loaded } from "../../shell/Loaded.tsx";
import { withdraw } from "./api.ts";
import type { Invitation } from "./model.ts";

const acts: () => readonly Act<Invitation>[] = () => [{
  key: "withdraw", label: t("admins-withdraw"), icon: "trash-2", danger: true, done: (count) => t("admins-withdrawn", { count }),
  confirm: (rows) => ({ title: t("admins-withdraw-title"), text: t("admins-withdraw-why"), word: rows[0]?.name ?? "" }),
  async run(row) { await withdraw(row.name); return undefined; },
}];

const untilOf = ({ until, over }: Invitation): string =>
  t(over ? "admins-invitation-over" : "admins-invitation-until", { at: dateTime(until), ago: relative(until, Date.now()) });

const whereOf = ({ domains }: Invitation): string => (domains === null ? t("admins-all-domains") : domains.join(", ") || t("admins-no-domains"));

export interface InvitationsProps { of: Loaded<readonly Invitation[]>; may: boolean; toasts: Toasts; onDone: () => void }

// Nothing is in the way while there is none.
export function Invitations({ of: { data }, may, toasts, onDone }: InvitationsProps) {
  if (!data || data.length === 0) return null;
  return (
    <Card title={t("admins-invitations")} about={t("admins-invitations-about")}>
      <Entries<Invitation> label={t("admins-invitations")} rows={data} keyOf={(one) => one.name} acts={may ? acts() : []} toasts={toasts}
        onDone={onDone} none="" entry={(one) => ({
          title: <bdi>{one.name}</bdi>, name: one.name,
          facts: [one.roles.map(roleName).join(", "), whereOf(one), t("admins-invited-by", { by: one.by }), untilOf(one)],
        })} />
    </Card>
  );
}
