// To deny for good what is blocked, and to say whom that shuts out.
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Deed } from "../../../shared/list/acts.ts";
import { blockAgain, deny, letIn, loggedInFrom } from "./api.ts";
import { isNetwork, shutOut, type Block } from "./model.ts";

const shutOutWords = (accounts: readonly number[]): string => {
  const { word, count } = shutOut(accounts);
  return t(word, { count, number: number(count) });
};

export function denying(): Deed<Block> {
  let accounts: number[] = [];
  return {
    key: "deny", label: t("blocks-deny"), icon: "ban", shortcut: "d", danger: true, fits: isNetwork,
    async run(block) {
      const count = await loggedInFrom(block);
      await deny(block.subject, t("blocks-was-blocked", { rule: block.rule }));
      accounts.push(count);
      return async () => { await letIn(block.subject); await blockAgain(block); };
    },
    done(count) {
      const told = shutOutWords(accounts);
      accounts = [];
      return `${t("blocks-denied", { count })} ${told}`;
    },
  };
}
