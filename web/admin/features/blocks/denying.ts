// To deny for good what is blocked, and to say whom that shuts out.
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Deed } from "../../../shared/list/acts.ts";
import { blockAgain, deny, letIn, loggedInFrom } from "./api.ts";
import { isEverywhere } from "../../parts/block.ts";
import { isNetwork, servicesIn, shutOut, type Block } from "./model.ts";

const shutOutWords = (accounts: readonly number[]): string => {
  const { word, count } = shutOut(accounts);
  return t(word, { count, number: number(count) });
};

// Denied is what was blocked: of other services it is said that they stay open.
const boundsWords = (denied: readonly Block[]): string => {
  const services = servicesIn(denied);
  if (isEverywhere(services)) return "";
  return ` ${t("blocks-denied-services", { services: services.map((one) => t(`blocks-service-${one}`)).join(", ") })}`;
};

export function denying(): Deed<Block> {
  let accounts: number[] = [];
  let denied: Block[] = [];
  return {
    key: "deny", label: t("blocks-deny"), icon: "ban", shortcut: "d", danger: true, fits: isNetwork,
    async run(block) {
      const count = await loggedInFrom(block);
      await deny(block.subject, t("blocks-was-blocked", { rule: block.rule }));
      accounts.push(count);
      denied.push(block);
      return async () => { await letIn(block.subject); await blockAgain(block); };
    },
    done(count) {
      const told = `${t("blocks-denied", { count })}${boundsWords(denied)} ${shutOutWords(accounts)}`;
      accounts = [];
      denied = [];
      return told;
    },
  };
}
