// On every page: the end of one's password is near, and how it is kept from coming.
import { date } from "../../shared/i18n/format.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { Callout } from "../../shared/ui/States.tsx";
import { firstOf, HOME } from "../pages.ts";
import { endOf, type Person } from "../session.ts";

export function PasswordEnd({ person, path }: { person: Person; path: string }) {
  const end = firstOf(person) ? "" : endOf(person, Date.now());
  if (end === "" || person.password_due === null) return null;
  const isToAct = end === "near" && person.in_the_name_by === null && path !== HOME;
  return (
    <Callout verdict="warn" action={isToAct && <a class="button" href={HOME}>{t("mail-password-change")}</a>}>
      {t(`mail-password-${end}`, { date: date(person.password_due) })}
    </Callout>
  );
}
