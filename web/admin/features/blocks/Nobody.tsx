// Nobody is blocked: whether anybody would be, for an empty list is no good news where no rule is enabled.
import { useLive } from "../../../shared/api/useLive.ts";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Callout, Empty, Skeleton } from "../../../shared/ui/States.tsx";
import { useLoaded } from "../../shell/Loaded.tsx";
import { armed, type Armed } from "./api.ts";

const Rules = () => <a class="button" href="/admin/ids/rules">{t("blocks-rules")}</a>;

const armedWords = ({ enabled, rules, today }: Armed): string => [
  t("blocks-armed", { enabled, rules: number(rules), number: number(enabled) }), t("blocks-today", { count: today, number: number(today) }),
  t("blocks-none-about"),
].join(" ");

export function Nobody() {
  const { data, problem, read } = useLoaded(armed, []);
  useLive(["block", "setting"], read);
  if (data === null && !problem) return <Skeleton rows={4} />;
  const isOff = data?.enabled === 0;
  return (
    <>
      {isOff && <Callout verdict="warn" urgent action={<Rules />}>{t("blocks-unarmed")}</Callout>}
      <Empty icon={data && !isOff ? "shield-check" : "shield-alert"} title={t("blocks-none")} action={!isOff && <Rules />}>
        {data === null ? t("blocks-armed-unread", { why: problem?.message ?? "" })
          : isOff ? t("blocks-today", { count: data.today, number: number(data.today) }) : armedWords(data)}
      </Empty>
    </>
  );
}
