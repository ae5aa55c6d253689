// What several pages of people ask the server.
import { api } from "../../shared/api/client.ts";
import { collected, Rows, type Fetch, type Page } from "../../shared/api/list.ts";
import { asProblem } from "../../shared/api/problem.ts";
import { isOfShade, maySend, peopleOf, withFaults, type Account, type AccountRow, type Alias, type PasswordFault } from "./model.ts";

const of = (domain: string): { domain?: string } => (domain ? { domain } : {});

export async function passwordFaults(domain = "", olderThan = ""): Promise<readonly PasswordFault[]> {
  const { data } = await api.GET("/api/v1/password-compliance", {
    params: { query: { ...of(domain), ...(olderThan && { older_than: olderThan }) } },
  });
  return data as readonly PasswordFault[];
}

interface Wish { limit: number; cursor?: string | undefined; text?: string }

async function accountsOf(domain: string, { limit, cursor, text }: Wish, signal: AbortSignal): Promise<Page<Account>> {
  const query = { limit, ...of(domain), ...(cursor && { cursor }), ...(text && { text }) };
  const { data } = await api.GET("/api/v1/accounts", { params: { query }, signal });
  return data as Page<Account>;
}

const FIRST = 100;  // more than there are in sight: they are there before the thousands

// Of one domain, or of all that one sees. What is wrong with their passwords comes when it is known.
export function accountRows(domain: string): Rows<AccountRow> {
  const rows = new Rows<AccountRow>(async (cursor, signal) => {
    if (!cursor) {
      passwordFaults(domain).then((faults) => rows.amend(withFaults(faults)), (error: unknown) => { rows.problem.value = asProblem(error); });
    }
    const page = await accountsOf(domain, { limit: cursor ? 1000 : FIRST, cursor }, signal);
    return { ...page, items: peopleOf(page.items) };
  }, (text) => async (cursor, signal) => {
    const page = await accountsOf(domain, { limit: 1000, cursor, text }, signal);
    return { ...page, items: peopleOf(page.items) };
  });
  return rows;
}

// How many people of a domain have no second factor yet.
export async function countWithoutFactor(domain: string): Promise<number> {
  const all = await collected<Account>((cursor, signal) => accountsOf(domain, { limit: 1000, cursor }, signal));
  return peopleOf(all).filter((row) => isOfShade(row, "no-factor")).length;
}

export interface Wanted { address: string; display_name: string; quota?: number; password?: string }

// The password is told when the server made it.
export async function createAccount(wanted: Wanted): Promise<Account & { password?: string }> {
  const { data } = await api.POST("/api/v1/accounts", { body: wanted });
  return data as Account & { password?: string };
}

export async function deleteAccount(address: string): Promise<void> {
  await api.DELETE("/api/v1/accounts/{address}", { params: { path: { address } } });
}

const STATUS_FLAGS = { active: { enable: true }, disabled: { disable: true }, receiving: { receive_only: true } } as const;
export type SetStatus = keyof typeof STATUS_FLAGS;

export async function setStatus(address: string, status: SetStatus): Promise<void> {
  await api.PATCH("/api/v1/accounts/{address}", { params: { path: { address } }, body: STATUS_FLAGS[status] });
}

// What else he may use stays as it is by now, whatever the list knows. False: somebody else has done it before, and whoever did not do it
// does not take it back.
export async function setSending(address: string, may: boolean): Promise<boolean> {
  const params = { path: { address } };
  const { data } = await api.GET("/api/v1/accounts/{address}", { params });
  const { services } = data as Pick<Account, "services">;
  if (maySend({ services }) === may) return false;
  const others = services.filter((one) => one !== "smtp");
  await api.PATCH("/api/v1/accounts/{address}", { params, body: { services: may ? [...others, "smtp"] : others } });
  return true;
}

export async function setQuota(address: string, quota: number): Promise<void> {
  await api.PATCH("/api/v1/accounts/{address}", { params: { path: { address } }, body: { quota } });
}

export async function expirePassword(address: string): Promise<void> {
  await api.POST("/api/v1/accounts/{address}/password/expire", { params: { path: { address } } });
}

// The one with most people first: that is where the next most likely is.
export async function domainNames(): Promise<readonly string[]> {
  const domains = await collected<{ name: string; accounts: number }>(async (cursor) => {
    const { data } = await api.GET("/api/v1/domains", { params: { query: { limit: 1000, ...(cursor && { cursor }) } } });
    return data as Page<{ name: string; accounts: number }>;
  });
  return domains.sort((a, b) => b.accounts - a.accounts).map((domain) => domain.name);
}

// Those that have it somewhere among their words; which of them lead there is for the model to say.
export const aliasesNaming = (address: string): Promise<readonly Alias[]> => collected(async (cursor) => {
  const { data } = await api.GET("/api/v1/aliases", { params: { query: { text: address, limit: 1000, ...(cursor && { cursor }) } } });
  return data as Page<Alias>;
});
export const aliasesIn = (domain: string, text = ""): Fetch<Alias> => async (cursor, signal) => {
  const query = { domain, limit: 1000, ...(cursor && { cursor }), ...(text && { text }) };
  const { data } = await api.GET("/api/v1/aliases", { params: { query }, signal });
  return data as Page<Alias>;
};
type WantedAlias = Omit<Alias, "created" | "nobodys">;

export async function createAlias({ alias, targets, members_may_send, open_to }: WantedAlias): Promise<Alias> {
  const { data } = await api.POST("/api/v1/aliases", { body: { alias, targets: [...targets], members_may_send, open_to } });
  return data as Alias;
}
export async function changeAlias({ alias, targets, members_may_send, open_to }: WantedAlias): Promise<Alias> {
  const may = members_may_send ? { members_may_send: true } : { members_may_not_send: true };
  const { data } = await api.PUT("/api/v1/aliases/{alias}", { params: { path: { alias } }, body: { targets: [...targets], open_to, ...may } });
  return data as Alias;
}
export async function deleteAlias(alias: string): Promise<void> {
  await api.DELETE("/api/v1/aliases/{alias}", { params: { path: { alias } } });
}
