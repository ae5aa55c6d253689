// The events that led to a block, and what else is known of whom it is held against.
import { useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { dateTime, number } from "../../../shared/i18n/format.ts";
import { has, t } from "../../../shared/i18n/i18n.ts";
import { Evidence, VerdictMark, type Proof } from "../../../shared/ui/Evidence.tsx";
import { Facts, type Fact } from "../../../shared/ui/Facts.tsx";
import { Failed, Skeleton } from "../../../shared/ui/States.tsx";
import { wayTo } from "../../links.ts";
import { causeWord } from "../../parts/cause.ts";
import type { Session } from "../../session.ts";
import { explain } from "./api.ts";
import { HostName } from "./HostName.tsx";
import { addressOf, beganAt, foundBy, pathInLogs, type Block, type Explained, type SecurityEvent } from "./model.ts";
import { actionWord, countryOf, reasonOf, ruleOf } from "./words.ts";

function whatOf({ signal, cause }: SecurityEvent): string {
  if (cause !== "") return causeWord(cause);
  return has(`blocks-signal-${signal}`) ? t(`blocks-signal-${signal}`) : signal;
}

const proofOf = (event: SecurityEvent): Proof => ({
  at: event.at, source: event.service, text: [event.ip, event.account, whatOf(event)].filter(Boolean).join(" · "),
});

// A link for each address that was counted, where the logs may be read.
function InLogs({ of: one, session }: { of: Explained; session: Session }) {
  const links = foundBy(one).map((found) => ({ ...found, href: wayTo(session, pathInLogs(found, beganAt(one), Date.now())) }));
  return <>{links.map(({ href, value }) => href && <a key={value} href={href}>{t("blocks-in-logs", { subject: value })}</a>)}</>;
}

// Of one address its name; of a network that of the first that was counted.
function hostFact(one: Explained): Fact | null {
  const address = addressOf(one);
  if (address === null) return null;
  const isOwn = one.subject.startsWith(`${address}/`) || one.subject === address;
  return { label: isOwn ? t("blocks-host") : t("blocks-host-of", { address }), value: <HostName address={address} /> };
}

// Whoever is one of ours stands out: it may be a person that is kept out here.
function Own({ count }: { count: number }) {
  const words = t("blocks-own-logins", { count, number: number(count) });
  return count > 0 ? <VerdictMark verdict="warn">{words}</VerdictMark> : <>{words}</>;
}

export function Why({ block, session }: { block: Block; session: Session }) {
  const [known, setKnown] = useState<readonly Explained[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = (): void => {
    setProblem(null);
    explain(block.subject).then(setKnown, (error: unknown) => setProblem(asProblem(error)));
  };
  useEffect(() => { setKnown(null); read(); }, [block.subject]);
  if (problem) return <Failed what={t("blocks-not-explained")} why={problem.message} correlation={problem.correlation} onRetry={read} />;
  if (!known) return <Skeleton rows={4} />;
  return (
    <>
      {known.map((one) => (
        <div key={one.rule} class="stack">
          <Facts facts={[
            { label: t("blocks-rule"), value: ruleOf(one) },
            one.description ? { label: t("blocks-description"), value: reasonOf(one) } : null,
            { label: t("blocks-action"), value: actionWord(one.action) },
            { label: t("blocks-since"), value: dateTime(one.since) },
            { label: t("blocks-until"), value: one.until === null ? t("blocks-for-good") : dateTime(one.until) },
            { label: t("blocks-services"), value: one.services.join(", ") },
            one.country ? { label: t("blocks-country"), value: countryOf(one) } : null,
            hostFact(one),
            { label: t("blocks-again"), value: number(one.blocks_in_30_days) },
            one.accounts_that_logged_in_from_there === undefined ? null
              : { label: t("blocks-own"), value: <Own count={one.accounts_that_logged_in_from_there} /> },
          ]} />
          {one.count > 0 && (
            <Evidence verdict="bad" open title={t("blocks-counted", { count: one.count, number: number(one.count) })}
              proofs={one.evidence.map(proofOf)} />
          )}
          <InLogs of={one} session={session} />
        </div>
      ))}
    </>
  );
}
