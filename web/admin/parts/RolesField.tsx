// Roles, each said in words: one is given by turning it on.
import { t } from "../../shared/i18n/i18n.ts";
import { Switch } from "../../shared/ui/Switch.tsx";
import { ROLES } from "./roles.ts";
import "./parts.css";

export const roleName = (role: string): string => t(`role-${role}`);

export interface RolesFieldProps { label: string; roles: readonly string[]; onRoles: (roles: string[]) => void; error?: string | null }

export function RolesField({ label, roles, onRoles, error }: RolesFieldProps) {
  return (
    <fieldset class="roles">
      <legend class="strong">{label}</legend>
      {error && <p class="field-error">{error}</p>}
      {ROLES.map((role) => (
        <Switch key={role} label={roleName(role)} help={t(`role-about-${role}`)} on={roles.includes(role)}
          onChange={(on) => onRoles(ROLES.filter((one) => (one === role ? on : roles.includes(one))))} />
      ))}
    </fieldset>
  );
}
