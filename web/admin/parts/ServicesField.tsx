// For which services something is to hold; none named: for all of them.
import { t } from "../../shared/i18n/i18n.ts";
import { Chips } from "../../shared/ui/Chips.tsx";
import { SERVICES } from "./block.ts";

// `error`: what the server says to them. A word that is no service is sent to it, too: left in the field it would be none, and so all of them.
export interface ServicesFieldProps { values: readonly string[]; onChange: (values: string[]) => void; error: string | null }

export const ServicesField = (props: ServicesFieldProps) =>
  <Chips label={t("blocks-services")} help={t("blocks-services-help", { all: SERVICES.join(", ") })} {...props} />;
