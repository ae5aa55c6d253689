// A held message is looked at as text: nothing in it is drawn, opened or fetched.
import { useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { dateTime, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import { Evidence } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Failed, Skeleton } from "../../../shared/ui/States.tsx";
import { wayTo } from "../../links.ts";
import type { Session } from "../../session.ts";
import { MessageText } from "../../shell/MessageText.tsx";
import { show } from "./api.ts";
import type { Held, Shown } from "./model.ts";

const mono = (text: string) => <span class="mono">{text}</span>;

export function Look({ of: held, session }: { of: Held; session: Session }) {
  const story = wayTo(session, `/admin/messages/${encodeURIComponent(held.message)}`);
  const [known, setKnown] = useState<Shown | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = (): void => {
    setProblem(null);
    show(held.id).then(setKnown, (error: unknown) => setProblem(asProblem(error)));
  };
  useEffect(() => { setKnown(null); read(); }, [held.id]);
  return (
    <>
      <Evidence verdict="bad" title={heard(held.reason)} proofs={[]} />
      <Facts facts={[
        { label: t("quarantine-from"), value: mono(held.from) },
        { label: t("quarantine-to"), value: held.to.map((to) => <div key={to} class="mono">{to}</div>) },
        held.login ? { label: t("quarantine-login"), value: mono(held.login) } : null,
        held.ip ? { label: t("quarantine-ip"), value: mono(held.ip) } : null,
        { label: t("quarantine-since"), value: dateTime(held.since) },
        { label: t("quarantine-size"), value: size(held.size) },
        known?.subject_field ? { label: t("quarantine-subject-field"), value: known.subject_field } : null,
        known?.from_field ? { label: t("quarantine-from-field"), value: known.from_field } : null,
        known?.date_field ? { label: t("quarantine-date-field"), value: known.date_field } : null,
      ]} />
      {story && <a href={story}>{t("quarantine-story")}</a>}
      <p class="dim small">{t("quarantine-release-why")}</p>
      {problem && <Failed what={t("quarantine-not-shown")} why={problem.message} correlation={problem.correlation} onRetry={read} />}
      {!problem && !known && <Skeleton rows={8} />}
      {known && <MessageText title={t("quarantine-text")} lines={known.lines} />}
    </>
  );
}
