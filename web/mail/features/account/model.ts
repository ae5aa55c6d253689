// What there is to know of one's own account.
import type { components } from "../../../shared/api/api.generated.ts";

export interface Account {
  address: string;
  display_name: string;
  quota: number;  // octets; 0: no limit
  used_bytes: number;
  used_messages: number;
  password_changed: string;  // empty: there is none
  recovery_address: string;
  may_send_as: readonly string[];
  language: string;         // in which the server writes to him: en, de, or domain
  domain_language: string;  // which that is
}

export type Factor = components["schemas"]["SecondFactor"];

export const shareUsed = (account: Pick<Account, "quota" | "used_bytes">): number | null =>
  (account.quota > 0 ? Math.min(1, account.used_bytes / account.quota) : null);

// Few are left: before the last one is used there should be new ones.
export const FEW_CODES = 3;

// As they are printed and put away.
export const codesAsText = (address: string, codes: readonly string[]): string => [address, "", ...codes, ""].join("\n");
