// Nobody is blocked: whether that is because nobody tried, or because no rule would have noticed.
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Empty } from "../../../shared/ui/States.tsx";
import { useLoaded } from "../../shell/Loaded.tsx";
import { rules } from "../rules/api.ts";
import { madeToday } from "./api.ts";

interface Watch { armed: number; of: number; made: number }

async function watch(): Promise<Watch> {
  const [all, made] = await Promise.all([rules(), madeToday()]);
  return { armed: all.filter((rule) => rule.enabled).length, of: all.length, made };
}

export function NobodyBlocked() {
  const { data } = useLoaded(watch, []);
  const isArmed = !data || data.armed > 0;
  const many = { armed: number(data?.armed ?? 0), of: number(data?.of ?? 0), made: number(data?.made ?? 0) };
  return (
    <Empty icon={isArmed ? "shield-check" : "shield-alert"} title={t(isArmed ? "blocks-none" : "blocks-unwatched")}
      action={<a class="button" href="/admin/ids/rules">{t("blocks-rules")}</a>}>
      {data && <p>{isArmed ? t("blocks-armed", { ...many, count: data.made }) : t("blocks-unarmed")}</p>}
      <p>{t("blocks-none-about")}</p>
    </Empty>
  );
}
