// Who has signed in with a password that is over sets a new one, and is where he wanted to be.
import { useLocation } from "preact-iso";
import { useLoaded } from "../../../shared/api/useLoaded.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Failed, Skeleton } from "../../../shared/ui/States.tsx";
import { readPolicy } from "../account/api.ts";
import { PasswordForm } from "../account/PasswordForm.tsx";
import { wantedOf, type PageProps } from "../../pages.ts";
import type { Person } from "../../session.ts";
import "../account/account.css";

export default function PasswordPage({ person, toasts, become }: PageProps) {
  const { query, route } = useLocation();
  const { data: policy, problem, read } = useLoaded(() => readPolicy(person.account), [person.account]);
  const changed = (now: Person): void => {
    toasts.add(t("own-changed"));
    become(now);
    route(wantedOf(query["next"]), true);
  };
  if (problem) return <Failed what={t("own-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void read()} />;
  return (
    <>
      <PageHead title={t("expired-title")} about={t("expired-about")} />
      {!policy ? <Skeleton rows={8} /> : (
        <section class="panel part">
          <h2>{t("own-password")}</h2>
          <PasswordForm address={person.account} policy={policy} onChanged={changed} />
        </section>
      )}
    </>
  );
}
