// What becomes of an account's spam where it says nothing itself: what its domain says, or the server, as far as one may ask for it.
import { api } from "../../../shared/api/client.ts";
import type { Page } from "../../../shared/api/list.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { SPAM_LEVELS, spamAbove, type SpamAbove, type SpamAbovePerLevel, type SpamLevel } from "../../people/model.ts";
import { canRead, type Session } from "../../session.ts";
import { useLoaded } from "../../shell/Loaded.tsx";

async function ofDomain(name: string): Promise<Partial<Record<SpamLevel, string>>> {
  const { data } = await api.GET("/api/v1/domains/{name}", { params: { path: { name } } });
  const { spam_low: low, spam_medium: medium, spam_high: high, spam_blocked: blocked } = data as Record<`spam_${SpamLevel}`, string>;
  return { low, medium, high, blocked };
}

async function ofServer(): Promise<Partial<Record<SpamLevel, string>>> {
  const { data } = await api.GET("/api/v1/settings", { params: { query: { text: "spam.", limit: 1000 } } });
  const known = new Map((data as Page<{ key: string; value: string }>).items.map(({ key, value }) => [key, value]));
  return Object.fromEntries(SPAM_LEVELS.map((level) => [level, known.get(`spam.${level}_action`) ?? ""]));
}

// What is not known, because it has not come or may not be asked for, is told without its value.
export function useSpamAbove(session: Session, domain: string): SpamAbovePerLevel {
  const may = canRead(session, "system");
  const its = useLoaded(() => ofDomain(domain), [domain]);
  const servers = useLoaded(async () => (may ? ofServer() : {}), [may]);
  return spamAbove(its.data, servers.data ?? {});
}

// "As the domain says: Into Junk"
export function wordOf({ of, action }: SpamAbove): string {
  const who = t(`people-spam-to-${of}`);
  return action === "" ? who : t("people-spam-above", { who, action: t(`people-spam-to-${action}`) });
}
