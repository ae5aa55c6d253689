// The settings of the judge, in the order in which a message meets them.
import { t } from "../../../shared/i18n/i18n.ts";
import type { Section } from "../settings/Sections.tsx";

const spam = (...keys: string[]): string[] => keys.map((key) => `spam.${key}`);
const BESIDE: Readonly<Record<string, Section["beside"]>> = { limits: "pairs", proof: "many", client: "many", learnt: "many", greylisting: "many" };

function section(name: string, keys: readonly string[]): Section {
  const beside = BESIDE[name];
  return { title: t(`spam-part-${name}`), about: t(`spam-part-${name}-about`), keys, ...(beside && { beside }) };
}

export const PARTS = ["verdict", "checks", "greylisting", "patterns", "senders"] as const;
export type Part = (typeof PARTS)[number];

const KEYS: Readonly<Record<Part, readonly (readonly [string, readonly string[]])[]>> = {
  verdict: [
    ["limits", spam("low", "low_action", "medium", "medium_action", "high", "high_action")],
    ["judge", spam("judge", "outgoing_action", "patience")],
  ],
  checks: [
    ["proof", spam("spf_fail", "spf_softfail", "spf_none", "spf_error", "dkim_fail", "dmarc_reject", "dmarc_quarantine", "dmarc_fail", "proven")],
    ["client", spam("no_client_name", "unconfirmed_client_name", "generic_client_name", "unknown_helo")],
    ["learnt", spam("reputation", "learnt")],
    ["scanners", ["scanners.rspamd_weight", "scanners.rspamd_acts", "scanners.spamd_weight", "scanners.spam_down"]],
  ],
  greylisting: [["greylisting", spam("greylist", "greylist_from", "greylist_delay", "greylist_window", "greylist_memory")]],
  patterns: [["patterns", spam("rules", "lists")]],
  senders: [["senders", spam("trusted_senders", "blocked_senders", "blocked_action")]],
};

export const sectionsOf = (part: Part): readonly Section[] => KEYS[part].map(([name, keys]) => section(name, keys));
