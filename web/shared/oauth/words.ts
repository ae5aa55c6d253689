// What is said of a program's way in, and of how long a token lives.
import { dateTime, list } from "../i18n/format.ts";
import { t } from "../i18n/i18n.ts";
import { standingOf, type OauthToken, type Opened } from "./model.ts";

export const factsOf = (one: Opened): readonly (string | null)[] => [
  list(one.protocols.map((protocol) => t(`protocol-${protocol}`))),
  one.networks.length > 0 ? t("oauth-from", { networks: list(one.networks) }) : null,
  one.read_only ? t("oauth-read-only") : null,
  t("oauth-made", { at: dateTime(one.created) }),
  one.last_used ? t("oauth-used", { at: dateTime(one.last_used), from: one.last_used_from }) : t("oauth-unused"),
];

export const lifeOf = (token: OauthToken, now: number): string =>
  t(`oauth-is-${standingOf(token, now)}`, { at: dateTime(token.access_expires), until: dateTime(token.refresh_expires) });
