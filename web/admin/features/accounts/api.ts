// What the page of one account asks the server.
import { api } from "../../../shared/api/client.ts";
import { collected, type Page } from "../../../shared/api/list.ts";
import type {
  AccountDetails, AppPassword, AutoReply, Connection, Containment, Factor, HeldMail, Impersonation, MadeToken, Recovered, ResetLink, Trail,
  WantedToken, WebSession,
} from "./model.ts";
import { pagesWithin } from "./model.ts";

export const OWN_PAGES = "/mail/security";

const at = (address: string): { params: { path: { address: string } } } => ({ params: { path: { address } } });

export async function accountAt(address: string): Promise<AccountDetails> {
  const { data } = await api.GET("/api/v1/accounts/{address}", at(address));
  return data as AccountDetails;
}

type Changed = "display_name" | "quota" | "recovery_address" | "country_rule" | "spam_actions" | "language";
export type AccountChange = Partial<Pick<AccountDetails, Changed>> & { countries?: string[]; services?: string[] };

export async function changeAccount(address: string, body: AccountChange): Promise<AccountDetails> {
  const { data } = await api.PATCH("/api/v1/accounts/{address}", { ...at(address), body });
  return data as AccountDetails;
}

export async function renameAccount(address: string, name: string, keepsOld: boolean): Promise<AccountDetails> {
  const { data } = await api.POST("/api/v1/accounts/{address}/rename", { ...at(address), body: { name, drop_old: !keepsOld } });
  return data as AccountDetails;
}

// The password is told when the server made it.
export async function setPassword(address: string, password: string | null): Promise<string | null> {
  const body = password === null ? { generate: true } : { password };
  const { data } = await api.POST("/api/v1/accounts/{address}/password", { ...at(address), body });
  return (data as { password?: string } | undefined)?.password ?? null;
}

export async function resetLink(address: string): Promise<ResetLink> {
  const { data } = await api.POST("/api/v1/accounts/{address}/password/reset-link", at(address));
  return data as ResetLink;
}

export async function factorOf(address: string): Promise<Factor> {
  const { data } = await api.GET("/api/v1/accounts/{address}/second-factor", at(address));
  return data as Factor;
}
export async function removeFactor(address: string): Promise<void> {
  await api.DELETE("/api/v1/accounts/{address}/second-factor", at(address));
}

export async function appPasswords(address: string): Promise<readonly AppPassword[]> {
  const { data } = await api.GET("/api/v1/accounts/{address}/app-passwords", at(address));
  return data as readonly AppPassword[];
}
export async function removeAppPassword(address: string, number: number): Promise<void> {
  await api.DELETE("/api/v1/accounts/{address}/app-passwords/{number}", { params: { path: { address, number } } });
}

export async function addToken(address: string, { label, protocols, networks, read_only }: WantedToken): Promise<MadeToken> {
  const body = { label, protocols: [...protocols], networks: [...networks], read_only };
  const { data } = await api.POST("/api/v1/accounts/{address}/oauth-tokens", { ...at(address), body });
  return data as MadeToken;
}
// Whether a program is let in by one at all.
export async function takesTokens(address: string): Promise<boolean> {
  const { data } = await api.GET("/api/v1/accounts/{address}/set-up", at(address));
  return (data as { takes_tokens: boolean }).takes_tokens;
}

export async function webSessions(): Promise<readonly WebSession[]> {
  const { data } = await api.GET("/api/v1/sessions");
  return data as readonly WebSession[];
}
export async function endWebSessions(address: string): Promise<void> {
  await api.DELETE("/api/v1/administrators/{name}/sessions", { params: { path: { name: address } } });
}
export const connectionsOf = (account: string): Promise<readonly Connection[]> => collected(async (cursor) => {
  const { data } = await api.GET("/api/v1/connections", { params: { query: { account, limit: 1000, ...(cursor && { cursor }) } } });
  return data as Page<Connection>;
});
export async function dropConnection(session: string): Promise<void> {
  await api.DELETE("/api/v1/connections/{session}", { params: { path: { session } } });
}

export async function autoReplyOf(address: string): Promise<AutoReply> {
  const { data } = await api.GET("/api/v1/accounts/{address}/auto-reply", at(address));
  return data as AutoReply;
}
export async function setAutoReply(address: string, reply: Omit<AutoReply, "on">): Promise<void> {
  await api.PUT("/api/v1/accounts/{address}/auto-reply", { ...at(address), body: reply });
}
export async function endAutoReply(address: string): Promise<void> {
  await api.DELETE("/api/v1/accounts/{address}/auto-reply", at(address));
}

export async function impersonate(address: string, reason: string): Promise<Impersonation> {
  const { data } = await api.POST("/api/v1/accounts/{address}/impersonate", { ...at(address), body: { reason } });
  return data as Impersonation;
}

// This browser has his pages, beside one's own, from then on.
// Where his pages are, for this browser; null: at no place where it would be known.
export async function enter({ token, pages }: Impersonation): Promise<string | null> {
  await api.POST("/api/v1/session/in-his-name", { body: { token } });
  const { ok } = await fetch(OWN_PAGES, { method: "HEAD" });
  return pagesWithin(location, ok, pages);
}

export async function contain(address: string, reason: string): Promise<Containment> {
  const { data } = await api.POST("/api/v1/accounts/{address}/contain", { ...at(address), body: { reason } });
  return data as Containment;
}
export interface Recovery {
  generate: boolean; mail: HeldMail; forget_recovery_address?: boolean; keep_recovery_address?: boolean; remove_second_factor: boolean;
}
export async function recover(address: string, body: Recovery): Promise<Recovered> {
  const { data } = await api.POST("/api/v1/accounts/{address}/recover", { ...at(address), body });
  return data as Recovered;
}
export async function trailOf(address: string, since: string, signal?: AbortSignal): Promise<Trail> {
  const params = { path: { address }, query: since ? { since } : {} };
  const { data } = await api.GET("/api/v1/accounts/{address}/trail", { params, ...(signal && { signal }) });
  return data as Trail;
}
