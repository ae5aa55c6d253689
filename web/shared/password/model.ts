// What a password has to be, and what the server says of one that is typed.
import type { components } from "../api/api.generated.ts";

export type Policy = components["schemas"]["PasswordPolicy"];

export interface Check { strength: number; broken: readonly { rule: string; text: string }[] }

// What a password has to be, one after the other, as they are said: by the server's word and its number.
export interface Rule { rule: string; count: number }

export function rulesOf(policy: Policy): readonly Rule[] {
  const counted = (rule: string, count: number): Rule[] => (count > 0 ? [{ rule, count }] : []);
  return [
    ...counted("length", policy.minimum_length), ...counted("strength", policy.minimum_strength),
    ...counted("own-names", Number(policy.forbid_own_names)), ...counted("common", Number(policy.forbid_common)),
    ...counted("numbers", policy.numbers), ...counted("capitals", policy.capitals), ...counted("lowercase", policy.lowercase),
    ...counted("symbols", policy.symbols), ...counted("remember", policy.remember),
  ];
}

// Former passwords are compared when a new one is set: nothing is known of that before.
export type Kept = "kept" | "broken" | "unknown";

export function isKept(rule: Rule, check: Check | null): Kept {
  if (!check || rule.rule === "remember") return "unknown";
  return check.broken.some((one) => one.rule === rule.rule) ? "broken" : "kept";
}

// What is wrong that no rule of the list says, such as a character that cannot be typed everywhere.
export const otherFaults = (policy: Policy, check: Check | null): readonly string[] =>
  (check?.broken ?? []).filter((one) => !rulesOf(policy).some((rule) => rule.rule === one.rule)).map((one) => one.text);
