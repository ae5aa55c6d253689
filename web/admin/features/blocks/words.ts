// How a block is told: by which rule it is held, why, what it does, and where the address is from. An action that these pages do not know yet
// is told by its own name.
import { country } from "../../../shared/i18n/format.ts";
import { declared, has, t } from "../../../shared/i18n/i18n.ts";
import { isByHand, type Block } from "./model.ts";

export const actionWord = (action: string): string => (has(`blocks-action-${action}`) ? t(`blocks-action-${action}`) : action);
export const ruleOf = (block: Block): string => (isByHand(block) ? t("blocks-kind-by-hand") : block.rule);
// What an administrator has written is not ours to say in another language.
export const reasonOf = (block: Block): string => (isByHand(block) ? block.description : declared(block.description));
export const countryOf = (block: Pick<Block, "country">): string => (block.country === "" ? "" : country(block.country));
