// The tokens of one's programs, where there are any: few servers take them, and who administers one makes them. One can be taken away.
import { useEffect, useState } from "preact/hooks";
import { useLoaded } from "../../../shared/api/useLoaded.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Act } from "../../../shared/list/acts.ts";
import { Entries } from "../../../shared/list/Entries.tsx";
import { oauthTokens, removeToken } from "../../../shared/oauth/api.ts";
import type { OauthToken } from "../../../shared/oauth/model.ts";
import { factsOf, lifeOf } from "../../../shared/oauth/words.ts";
import { Failed } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";

export function OwnTokens({ address, toasts }: { address: string; toasts: PageProps["toasts"] }) {
  const { data: tokens, problem, read } = useLoaded(() => oauthTokens(address), [address]);
  const [hadAny, had] = useState(false);  // what he has just taken away leaves its place in sight
  const hasAny = tokens !== null && tokens.length > 0;
  useEffect(() => { if (hasAny) had(true); }, [hasAny]);
  const acts: readonly Act<OauthToken>[] = [{
    key: "remove", label: t("programs-remove"), icon: "trash-2", danger: true, done: (count) => t("programs-removed", { count }),
    async run(token) { await removeToken(address, token.number); return undefined; },
    confirm: ([token]) => ({ title: t("programs-token-remove-title"), text: t("programs-token-remove-about"), word: token?.label ?? "" }),
  }];
  if (!hasAny && !hadAny && problem === null) return null;
  return (
    <section class="panel stack" aria-labelledby="tokens">
      <h2 id="tokens">{t("programs-tokens")}</h2>
      <p class="dim">{t("programs-tokens-about")}</p>
      {problem && (
        <Failed what={t("programs-tokens-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void read()} />
      )}
      {tokens && (
        <Entries<OauthToken> label={t("programs-tokens")} rows={tokens} keyOf={(token) => String(token.number)} acts={acts} toasts={toasts}
          onDone={() => void read()} none={t("programs-tokens-none")} entry={(token) => ({
            title: <bdi>{token.label}</bdi>, name: token.label, facts: [...factsOf(token), lifeOf(token, Date.now())],
          })} />
      )}
    </section>
  );
}
