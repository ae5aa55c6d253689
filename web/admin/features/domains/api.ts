// What the pages of domains ask the server.
import { api, ifMatch, tagOf } from "../../../shared/api/client.ts";
import type { Fetch, Page } from "../../../shared/api/list.ts";
import type { DnsRecord } from "../../../shared/dns/records.ts";
import { askedFor, type Counts, type Span } from "../../figures/model.ts";
import type {
  Complaint, DkimKey, DmarcSource, Domain, DomainHealth, DomainInFull, DomainRow, Drift, ListedDomain, Patch, TlsReport,
} from "./model.ts";
import { withDrift } from "./model.ts";

const of = (name: string): { params: { path: { name: string } } } => ({ params: { path: { name } } });
const ofDomain = (domain: string): { params: { path: { domain: string } } } => ({ params: { path: { domain } } });

export async function domainDrift(): Promise<readonly Drift[]> {
  const { data } = await api.GET("/api/v1/domain-drift");
  return data as readonly Drift[];
}

export async function countsOf(name: string, span: Span): Promise<Counts> {
  const { data } = await api.GET("/api/v1/domains/{name}/counts", { params: { path: { name }, query: { since: askedFor(span).since } } });
  return data as Counts;
}

export function domains(text = ""): Fetch<DomainRow> {
  let drift: Promise<readonly Drift[]> = Promise.resolve([]);
  return async (cursor, signal) => {
    if (!cursor) drift = domainDrift();
    const query = { limit: 1000, ...(cursor && { cursor }), ...(text && { text }) };
    const asked = api.GET("/api/v1/domains", { params: { query }, signal });
    const [{ data }, known] = await Promise.all([asked, drift]);
    const page = data as Page<ListedDomain>;
    return { ...page, items: withDrift(page.items, known) };
  };
}

// With the tag by which a change is made only to what was seen.
export async function domainNamed(name: string): Promise<{ domain: DomainInFull; tag: string }> {
  const { data, response } = await api.GET("/api/v1/domains/{name}", of(name));
  return { domain: data as DomainInFull, tag: tagOf(response) };
}
export async function createDomain(name: string): Promise<Domain> {
  const { data } = await api.POST("/api/v1/domains", { body: { name } });
  return data as Domain;
}
export async function changeDomain(name: string, body: Patch, tag?: string): Promise<void> {
  await api.PATCH("/api/v1/domains/{name}", { params: { path: { name }, ...(tag && { header: ifMatch(tag) }) }, body });
}
export async function deleteDomain(name: string, withAccounts: boolean, tag: string): Promise<void> {
  const query = withAccounts ? { with_accounts: true } : {};
  await api.DELETE("/api/v1/domains/{name}", { params: { path: { name }, query, header: ifMatch(tag) } });
}
export async function addName(name: string, otherName: string): Promise<void> {
  await api.POST("/api/v1/domains/{name}/names", { ...of(name), body: { other_name: otherName } });
}
export async function removeName(otherName: string): Promise<void> {
  await api.DELETE("/api/v1/domain-names/{other_name}", { params: { path: { other_name: otherName } } });
}

export async function dnsOf(name: string, signal: AbortSignal): Promise<readonly DnsRecord[]> {
  const { data } = await api.GET("/api/v1/domains/{name}/dns", { ...of(name), signal });
  return data as readonly DnsRecord[];
}
export async function healthOf(name: string, signal: AbortSignal): Promise<DomainHealth> {
  const { data } = await api.GET("/api/v1/domains/{name}/health", { ...of(name), signal });
  return data as DomainHealth;
}
export async function dkimOf(domain: string): Promise<readonly DkimKey[]> {
  const { data } = await api.GET("/api/v1/domains/{domain}/dkim", ofDomain(domain));
  return data as readonly DkimKey[];
}
export async function newKeys(domain: string): Promise<void> {
  await api.POST("/api/v1/domains/{domain}/dkim", ofDomain(domain));
}
export async function checkKeys(domain: string): Promise<void> {
  await api.POST("/api/v1/domains/{domain}/dkim/check", ofDomain(domain));
}

export async function tlsReports(domain: string): Promise<readonly TlsReport[]> {
  const { data } = await api.GET("/api/v1/domains/{domain}/tls-reports", ofDomain(domain));
  return data as readonly TlsReport[];
}
export async function dmarcSources(domain: string): Promise<readonly DmarcSource[]> {
  const { data } = await api.GET("/api/v1/domains/{domain}/dmarc-reports", ofDomain(domain));
  return data as readonly DmarcSource[];
}
export async function complaints(domain: string): Promise<readonly Complaint[]> {
  const { data } = await api.GET("/api/v1/domains/{domain}/complaints", ofDomain(domain));
  return data as readonly Complaint[];
}

export async function expireAll(name: string, onlyWeak: boolean): Promise<number> {
  const { data } = await api.POST("/api/v1/domains/{name}/passwords/expire", { ...of(name), body: { only_weak: onlyWeak } });
  return (data as { expired: number }).expired;
}
