// What the first run asks the server.
import { api } from "../shared/api/client.ts";
import { collected, type Page } from "../shared/api/list.ts";
import { asProblem } from "../shared/api/problem.ts";
import { learn } from "../shared/i18n/i18n.ts";
import type { DnsRecord } from "../shared/dns/records.ts";
import { inWords } from "../shared/password/check.ts";
import type { Check, Policy } from "../shared/password/model.ts";
import { domainOf, isFull, NOTHING, type Certificate, type Session, type State } from "./model.ts";

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

// `wanted`: the domain whose records are to be told.
export async function readState(wanted = ""): Promise<State> {
  const session = await sessionNow();
  if (!session || !isFull(session) || !session.roles.includes("owner")) return { ...NOTHING, session };
  const [domains, certificates] = await Promise.all([
    collected<{ name: string }>(async (cursor, signal) => {
      const { data } = await api.GET("/api/v1/domains", { params: { query: { limit: 1000, ...(cursor && { cursor }) } }, signal });
      return data as Page<{ name: string }>;
    }),
    api.GET("/api/v1/certificates"),
  ]);
  const names = domains.map((one) => one.name);
  const domain = domainOf(names, wanted);
  return {
    session, domains: names, domain, certificates: certificates.data as Certificate[],
    records: domain ? await recordsOf(domain) : [],
  };
}

// What the owner's password has to be, and what is thought of the one he types. These leave the link good.
export async function ownerPolicy(token: string): Promise<Policy> {
  const { data } = await api.POST("/api/v1/first-owner/policy", { body: { token } });
  return data as Policy;
}

export async function checkOwner(token: string, name: string, password: string): Promise<Check> {
  const { data } = await api.POST("/api/v1/first-owner/check", { body: { token, name, password } });
  return inWords(data as Check);
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

// The name as the server has it, however it was written.
export async function addDomain(name: string): Promise<string> {
  const { data } = await api.POST("/api/v1/domains", { body: { name } });
  return (data as { name: string }).name;
}

// `names`: of the files that they were read from.
export async function installCertificate(chain: string, key: string, names: readonly string[]): Promise<void> {
  await api.POST("/api/v1/certificates", { body: { chain, key, file_names: [...names] } });
}

export async function sendTest(to: string): Promise<void> {
  await api.POST("/api/v1/server/test-message", { body: { to } });
}
