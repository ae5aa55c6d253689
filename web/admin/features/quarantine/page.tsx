// Mail that nobody is given until somebody has looked at it.
import { t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import type { PageProps } from "../../pages.ts";
import { HeldList } from "./HeldList.tsx";

export default function QuarantinePage({ session, toasts }: PageProps) {
  return (
    <>
      <PageHead title={t("quarantine-title")} about={t("quarantine-about")} />
      <HeldList session={session} toasts={toasts} />
    </>
  );
}
