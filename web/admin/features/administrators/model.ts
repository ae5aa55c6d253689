// Who administers this server.
import type { Network } from "../../parts/NetworksField.tsx";

export interface Administrator {
  name: string;
  roles: readonly string[];
  domains: readonly string[] | null;  // none: the whole server
  status: "active" | "disabled";
  second_factor: boolean;
  passkeys: number;
  recovery_codes_left: number;
  networks: readonly Network[];
  sessions: number;
  created: string;
  password_changed: string;
  last_login: string;  // empty: never
  last_login_ip: string;  // empty: not known
  last_login_country: string;
  last_failed_login: string;
  last_failed_login_ip: string;
  last_failed_login_country: string;
}

export interface Invitation {
  name: string; roles: readonly string[]; domains: readonly string[] | null; invited: string; by: string; until: string; over: boolean;
}

export interface AdministratorSession {
  id: string; administrator: string; account: string; from: string; began: string; to_enrol: boolean; reason: string;
}

export interface Rights { roles: readonly string[]; domains: readonly string[] | null }

const isActiveOwner = (one: Administrator): boolean => one.status === "active" && one.roles.includes("owner");

// The last owner stays: nobody else could let one in again.
export const isLastOwner = (all: readonly Administrator[], one: Administrator): boolean =>
  isActiveOwner(one) && all.filter(isActiveOwner).length === 1;

export function isOfKind(one: Administrator, kind: string): boolean {
  switch (kind) {
    case "owners": return one.roles.includes("owner");
    case "without": return !one.second_factor;
    case "disabled": return one.status === "disabled";
    default: return true;
  }
}

// As the server takes them: "192.0.2.0/24 the office". What was left empty is not meant.
export const rulesOf = (networks: readonly Network[]): string[] =>
  networks.filter((one) => one.network.trim() !== "").map((one) => `${one.network.trim()} ${one.description.trim()}`.trim());

// Only what is asked of the server to change.
export const changeOf = ({ roles, domains }: Rights): { roles: string[]; domains?: string[]; all_domains?: boolean } =>
  ({ roles: [...roles], ...(domains === null ? { all_domains: true } : { domains: [...domains] }) });
