// What the page of administrators asks the server.
import { api } from "../../../shared/api/client.ts";
import { collected, type Fetch, type Page } from "../../../shared/api/list.ts";
import { changeOf, type Administrator, type AdministratorSession, type Invitation, type Rights } from "./model.ts";

const at = (name: string) => ({ params: { path: { name } } });

export const administrators: Fetch<Administrator> = async (_cursor, signal) => {
  const { data } = await api.GET("/api/v1/administrators", { signal });
  return { items: data as Administrator[] };
};

export async function invitations(): Promise<readonly Invitation[]> {
  const { data } = await api.GET("/api/v1/invitations");
  return data as readonly Invitation[];
}
export async function withdraw(name: string): Promise<void> {
  await api.DELETE("/api/v1/invitations/{name}", at(name));
}

export async function domains(): Promise<string[]> {
  const rows = await collected(async (cursor, signal) => {
    const { data } = await api.GET("/api/v1/domains", { params: { query: { limit: 1000, ...(cursor && { cursor }) } }, signal });
    return data as Page<{ name: string }>;
  });
  return rows.map((row) => row.name);
}

export async function sessionsOf(name: string): Promise<readonly AdministratorSession[]> {
  const { data } = await api.GET("/api/v1/sessions");
  return (data as AdministratorSession[]).filter((one) => one.administrator === name);
}

export interface Fresh extends Rights { name: string; networks: readonly string[] }

// The password is made by the server, and told this once.
export async function add({ name, roles, domains: some, networks }: Fresh): Promise<string> {
  const body = { name, roles: [...roles], networks: [...networks], ...(some !== null && { domains: [...some] }) };
  const { data } = await api.POST("/api/v1/administrators", { body });
  return (data as { password: string }).password;
}

export async function setRights(name: string, rights: Rights): Promise<void> {
  await api.PATCH("/api/v1/administrators/{name}", { ...at(name), body: changeOf(rights) });
}

export async function disable(name: string): Promise<void> {
  await api.PATCH("/api/v1/administrators/{name}", { ...at(name), body: { disable: true } });
}
export async function enable(name: string): Promise<void> {
  await api.PATCH("/api/v1/administrators/{name}", { ...at(name), body: { enable: true } });
}

export async function setNetworks(name: string, networks: readonly string[]): Promise<void> {
  await api.PUT("/api/v1/administrators/{name}/networks", { ...at(name), body: { networks: [...networks] } });
}

// None: one is made, and told this once.
export async function setPassword(name: string, password?: string): Promise<string | null> {
  const { data } = await api.POST("/api/v1/administrators/{name}/password", { ...at(name), body: password ? { password } : {} });
  return (data as { password?: string } | undefined)?.password ?? null;
}

export async function endSession(id: string): Promise<void> {
  await api.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } });
}
export async function endSessions(name: string): Promise<void> {
  await api.DELETE("/api/v1/administrators/{name}/sessions", at(name));
}

export async function remove(name: string): Promise<void> {
  await api.DELETE("/api/v1/administrators/{name}", at(name));
}
