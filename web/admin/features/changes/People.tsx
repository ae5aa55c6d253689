// Whose changes are shown.
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import { SelectField } from "../../../shared/ui/Field.tsx";

export interface PeopleProps { people: readonly string[]; person: string; onPerson: (person: string) => void }

export function People({ people, person, onPerson }: PeopleProps) {
  const known = person === "" || people.includes(person) ? people : [person, ...people];
  return (
    <SelectField bare label={t("changes-person")} value={person} onValue={onPerson}
      choices={[{ value: "", label: t("changes-everybody") }, ...known.map((value) => ({ value, label: heard(value) }))]} />
  );
}
