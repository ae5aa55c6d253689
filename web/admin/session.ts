// Who one is here, what one may do, and the ways in and out.
import { api } from "../shared/api/client.ts";

export interface Session {
  name: string;
  account: string | null;  // he is a user, and this is his mailbox
  in_the_name_by: string | null;
  reason: string;  // of who acts in the name
  roles: readonly string[];
  domains: readonly string[] | null;
}

// What roles are over: who may change one may also read it, a reader reads all, and an owner does all. The server decides; this decides what
// is offered.
export type Area = "system" | "domains" | "security" | "queue";

export const canRead = (session: Session, area: Area): boolean => session.roles.some((role) => ["owner", "reader", area].includes(role));
export const canChange = (session: Session, area: Area): boolean => session.roles.some((role) => ["owner", area].includes(role));

export const mayOpen = (session: Session, page: { area?: Area | undefined; forDomains?: boolean | undefined }): boolean =>
  page.area === undefined || (canRead(session, page.area) && (session.domains === null || page.forDomains === true));

// `asked`: what was asked for ahead.
export async function showSession(asked: Promise<Response>): Promise<Session> {
  const { data } = await api.GET("/api/v1/session", { fetch: () => asked });
  return data as Session;
}

// And back to where one is, once one has signed in.
export function signIn(): void {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}
