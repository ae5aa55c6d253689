// Who one is here, and the ways in and out.
import { api } from "../shared/api/client.ts";

// A person with an account; administrators have none, and have the console.
export interface Session {
  name: string;
  account: string | null;
  in_the_name_by: string | null;
  reason: string;
  password_due: string | null;  // when it is over; null: never
  to_set_password: boolean;  // it is: nothing else is open before there is a new one
  to_enrol: boolean;  // he has to have a second factor: nothing else is open before there is one
}
export interface Person extends Session { account: string }

export const isPerson = (session: Session): session is Person => session.account !== null;

const DAYS_BEFORE = 14;

// What is said of the password on every page: nothing, that its end is near, or, to who looks in a person's name, that it is over.
export function endOf({ password_due: due }: Session, now: number): "" | "near" | "over" {
  if (due === null || Date.parse(due) - now > DAYS_BEFORE * 86_400_000) return "";
  return Date.parse(due) <= now ? "over" : "near";
}

// `asked`: what was asked for ahead.
export async function showSession(asked?: Promise<Response>): Promise<Session> {
  const { data } = await api.GET("/api/v1/session", asked ? { fetch: () => asked } : {});
  return data as Session;
}

// And back to where one is, once one has signed in.
export function signIn(): void {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}
