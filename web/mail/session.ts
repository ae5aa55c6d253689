// Who one is here, and the ways in and out.
import { api } from "../shared/api/client.ts";

// A person with an account; administrators have none, and have the console.
export interface Session { name: string; account: string | null; in_the_name_by: string | null; reason: string }
export interface Person extends Session { account: string }

export const isPerson = (session: Session): session is Person => session.account !== null;

// `asked`: what was asked for ahead.
export async function showSession(asked: Promise<Response>): Promise<Session> {
  const { data } = await api.GET("/api/v1/session", { fetch: () => asked });
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
