// For which services something is to hold; none chosen: for all of them.
import { t } from "../../shared/i18n/i18n.ts";
import { SERVICES } from "./block.ts";
import { Picks } from "./Picks.tsx";

// `error`: what the server says to them.
export interface ServicesFieldProps { values: readonly string[]; onChange: (values: string[]) => void; error: string | null }

export function ServicesField({ values, onChange, error }: ServicesFieldProps) {
  return (
    <Picks label={t("blocks-services")} help={t("blocks-services-help")} error={error} all={SERVICES} nameOf={(one) => t(`blocks-service-${one}`)}
      chosen={values} onChoose={onChange} />
  );
}
