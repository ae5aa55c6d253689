// How much there was of what, over a time that one chooses.
import { t } from "../../../shared/i18n/i18n.ts";
import { useQuery } from "../../../shared/router/query.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Segmented } from "../../../shared/ui/Segmented.tsx";
import { spanOf, SPANS } from "../../figures/model.ts";
import { FiguresPanel } from "../../figures/FiguresPanel.tsx";

export default function FiguresPage() {
  const [query, setQuery] = useQuery({ span: "week" });
  return (
    <>
      <PageHead title={t("figures-title")} about={t("figures-about")} actions={
        <Segmented bare label={t("figures-span")} value={spanOf(query.span)} onChange={(span) => setQuery({ span })}
          segments={SPANS.map((value) => ({ value, label: t(`figures-span-${value}`) }))} />} />
      <FiguresPanel span={spanOf(query.span)} />
    </>
  );
}
