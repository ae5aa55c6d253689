// Who one is here, and the ways in and out.
import { api } from "../shared/api/client.ts";

export interface Session { name: string; in_the_name_by: string | null; roles: readonly string[]; domains: readonly string[] | null }

export async function showSession(): Promise<Session> {
  const { data } = await api.GET("/api/v1/session");
  return data as Session;
}

// And back to where one is, once one has signed in.
export function signIn(): void {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}

export async function signOut(): Promise<void> {
  await api.DELETE("/api/v1/session").catch(() => null);  // who is signed out already wants the same page
  location.assign("/login");
}
