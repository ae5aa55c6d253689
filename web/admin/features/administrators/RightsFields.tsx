// What somebody may do, and for which domains.
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { Chips } from "../../../shared/ui/Chips.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import type { Refused } from "../../../shared/forms/FormDialog.tsx";
import { RolesField } from "../../parts/RolesField.tsx";
import { domains as askDomains } from "./api.ts";
import type { Rights } from "./model.ts";

export interface RightsFieldsProps { rights: Rights; onRights: (rights: Rights) => void; refused: Refused }

export function RightsFields({ rights, onRights, refused }: RightsFieldsProps) {
  const [known, setKnown] = useState<readonly string[] | null>(null);
  useEffect(() => { askDomains().then(setKnown, () => setKnown(null)); }, []);
  const { roles, domains } = rights;
  const wrong = (name: string): string | null => (known && !known.includes(name) ? t("admins-no-domain", { name }) : null);
  return (
    <>
      <RolesField label={t("admins-roles")} roles={roles} error={refused("roles")} onRoles={(some) => onRights({ ...rights, roles: some })} />
      <Switch label={t("admins-whole-server")} help={t("admins-whole-server-help")} on={domains === null}
        onChange={(on) => onRights({ ...rights, domains: on ? null : [] })} />
      {domains !== null && (
        <Chips label={t("admins-domains")} help={t("admins-domains-help")} values={domains} check={wrong} error={refused("domains")}
          onChange={(some) => onRights({ ...rights, domains: some })} />
      )}
    </>
  );
}
