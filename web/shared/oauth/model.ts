// Tokens by which a person's programs sign in (OAuth): one opens for a while, and is renewed until its grant is over.
import type { components } from "../api/api.generated.ts";

export type OauthToken = components["schemas"]["OauthToken"] & components["schemas"]["LastUse"];

// What is known of a way in of a program, whatever its kind.
export type Opened = Omit<OauthToken, "access_expires" | "refresh_expires">;

export type Standing = "open" | "renewable" | "over";

export function standingOf({ access_expires, refresh_expires }: OauthToken, now: number): Standing {
  if (Date.parse(access_expires) > now) return "open";
  return Date.parse(refresh_expires) > now ? "renewable" : "over";
}
