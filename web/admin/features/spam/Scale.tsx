// The points of a message on a line, and what becomes of it there.
import type { Draft } from "../../../shared/forms/draft.ts";
import { number } from "../../../shared/i18n/format.ts";
import { has, t } from "../../../shared/i18n/i18n.ts";
import { Icon, type IconName } from "../../../shared/ui/Icon.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { bandsOf, type Band } from "./model.ts";
import "./spam.css";

const SIGNS: Readonly<Record<string, IconName>> = { inbox: "inbox", junk: "trash-2", quarantine: "archive", refuse: "ban" };

const pointsOf = ({ from, to }: Band): string => {
  if (from === null) return t("spam-points-below", { to: number(to ?? 0) });
  return to === null ? t("spam-points-from", { from: number(from) }) : t("spam-points-between", { from: number(from), to: number(to) });
};

const actionOf = (action: string): string => (has(`spam-action-${action}`) ? t(`spam-action-${action}`) : action);

export function Scale({ draft }: { draft: Draft }) {
  const bands = bandsOf((key) => draft.entered(key)?.value ?? "");
  if (draft.entered("spam.judge")?.value === "off") return <Callout verdict="bad">{t("spam-off")}</Callout>;
  if (!bands) return <Callout verdict="warn">{t("spam-order")}</Callout>;
  return (
    <ol class="spam-scale" aria-label={t("spam-scale")}>
      {bands.map((band) => (
        <li key={band.key} class={`spam-band ${band.action}`}>
          <span class="strong">{t(`spam-band-${band.key}`)}</span>
          <span class="dim small">{pointsOf(band)}</span>
          <span class="spam-action"><Icon name={SIGNS[band.action] ?? "mail"} />{actionOf(band.action)}</span>
        </li>
      ))}
    </ol>
  );
}
