// For which services something is to hold; none named: for all of them.
import { t } from "../../shared/i18n/i18n.ts";
import { Chips } from "../../shared/ui/Chips.tsx";
import { isService, SERVICES } from "./block.ts";

export function ServicesField({ values, onChange }: { values: readonly string[]; onChange: (values: string[]) => void }) {
  const all = SERVICES.join(", ");
  return (
    <Chips label={t("blocks-services")} help={t("blocks-services-help", { all })} values={values} onChange={onChange}
      check={(value) => (isService(value) ? null : t("blocks-no-service", { all }))} />
  );
}
