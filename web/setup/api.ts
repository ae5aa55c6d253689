// What the first run asks the server.
import { api } from "../shared/api/client.ts";
import { collected, type Page } from "../shared/api/list.ts";
import { asProblem } from "../shared/api/problem.ts";
import { learn } from "../shared/i18n/i18n.ts";
import type { DnsRecord } from "../shared/dns/records.ts";
import { isFull, NOTHING, type Certificate, type Session, type State } from "./model.ts";

async function sessionNow(): Promise<Session | null> {
  try {
    const { data } = await api.GET("/api/v1/session");
    return data as Session;
  } catch (error) {
    if (asProblem(error).isSignedOut) return null;
    throw error;
  }
}

export async function recordsOf(name: string): Promise<readonly DnsRecord[]> {
  const [{ data }] = await Promise.all([
    api.GET("/api/v1/domains/{name}/dns", { params: { path: { name } } }),
    learn([], ["said"]).catch(() => null),  // what each is for
  ]);
  return data as DnsRecord[];
}

export async function readState(): Promise<State> {
  const session = await sessionNow();
  if (!session || !isFull(session) || !session.roles.includes("owner")) return { ...NOTHING, session };
  const [domains, certificates] = await Promise.all([
    collected<{ name: string }>(async (cursor, signal) => {
      const { data } = await api.GET("/api/v1/domains", { params: { query: { limit: 1000, ...(cursor && { cursor }) } }, signal });
      return data as Page<{ name: string }>;
    }),
    api.GET("/api/v1/certificates"),
  ]);
  const first = domains[0];
  return {
    session, domains: domains.map((one) => one.name), certificates: certificates.data as Certificate[],
    records: first ? await recordsOf(first.name) : [],
  };
}

// The owner, and at once his first session, in which he can do nothing but set up a second factor.
export async function makeOwner(token: string, name: string, password: string): Promise<void> {
  await api.POST("/api/v1/first-owner", { body: { token, name, password } });
  await api.POST("/api/v1/session", { body: { name, password } });
}

export interface Seed { secret: string; uri: string }

export async function beginFactor(): Promise<Seed> {
  const { data } = await api.POST("/api/v1/session/second-factor", { body: {} });
  return data as Seed;
}

export async function confirmFactor(code: string): Promise<readonly string[]> {
  const { data } = await api.PUT("/api/v1/session/second-factor", { body: { code } });
  return (data as { recovery_codes: string[] }).recovery_codes;
}

export async function addDomain(name: string): Promise<void> {
  await api.POST("/api/v1/domains", { body: { name } });
}

// `names`: of the files that they were read from.
export async function installCertificate(chain: string, key: string, names: readonly string[]): Promise<void> {
  await api.POST("/api/v1/certificates", { body: { chain, key, file_names: [...names] } });
}

export async function sendTest(to: string): Promise<void> {
  await api.POST("/api/v1/server/test-message", { body: { to } });
}
