// What holds for an account where it says nothing itself: what its domain says, or the server, as far as one may ask for it.
import { api } from "../../../shared/api/client.ts";
import type { Page } from "../../../shared/api/list.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { SPAM_LEVELS, spamAbove, type SpamAbove, type SpamAbovePerLevel, type SpamLevel } from "../../people/model.ts";
import { canRead, type Session } from "../../session.ts";
import { useLoaded } from "../../shell/Loaded.tsx";
import type { AccountDetails } from "./model.ts";

export type Countries = Pick<AccountDetails, "country_rule" | "countries">;

async function ofDomain(name: string): Promise<{ spam: Partial<Record<SpamLevel, string>>; from: Countries }> {
  const { data } = await api.GET("/api/v1/domains/{name}", { params: { path: { name } } });
  const { spam_low: low, spam_medium: medium, spam_high: high, spam_blocked: blocked, country_rule, countries } =
    data as Countries & Record<`spam_${SpamLevel}`, string>;
  return { spam: { low, medium, high, blocked }, from: { country_rule, countries } };
}

async function ofServer(): Promise<Partial<Record<SpamLevel, string>>> {
  const { data } = await api.GET("/api/v1/settings", { params: { query: { text: "spam.", limit: 1000 } } });
  const known = new Map((data as Page<{ key: string; value: string }>).items.map(({ key, value }) => [key, value]));
  return Object.fromEntries(SPAM_LEVELS.map((level) => [level, known.get(`spam.${level}_action`) ?? ""]));
}

// What is not known, because it has not come or may not be asked for, is told without its value.
export interface Above { spam: SpamAbovePerLevel; from: Countries | null }
export function useAbove(session: Session, domain: string): Above {
  const may = canRead(session, "system");
  const its = useLoaded(() => ofDomain(domain), [domain]);
  const servers = useLoaded(async () => (may ? ofServer() : {}), [may]);
  return { spam: spamAbove(its.data?.spam ?? null, servers.data ?? {}), from: its.data?.from ?? null };
}

// "As the domain says: Into Junk"
export function wordOf({ of, action }: SpamAbove): string {
  const who = t(`people-spam-to-${of}`);
  return action === "" ? who : t("people-spam-above", { who, action: t(`people-spam-to-${action}`) });
}

const ruleOf = ({ country_rule, countries }: Countries): string =>
  (country_rule === "off" ? t("people-rule-countries-off") : t(`people-rule-countries-${country_rule}`, { countries: countries.join(", ") }));

// From where its owner logs in, and who says so. Both rules have to let him in.
export function countryWords(own: Countries, domain: Countries | null): string[] {
  const its = own.country_rule === "off" ? [] : [t("account-countries-own", { rule: ruleOf(own) })];
  if (domain === null) return [...its, t("account-countries-unknown")];
  if (domain.country_rule === "off" && its.length > 0) return its;
  return [...its, t("account-countries-domain", { rule: ruleOf(domain) })];
}
