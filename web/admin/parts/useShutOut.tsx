// Before a network is kept out it is said how many of one's own accounts came from there lately: who goes on then knows it.
// Use: const shutsOut = useShutOut();  in submit: if (await shutsOut.isToBeTold(() => count)) return "stay";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../shared/i18n/i18n.ts";
import { Callout } from "../../shared/ui/States.tsx";

export interface ShutsOut {
  count: number;  // that were told; 0: none, or not asked yet
  told: ComponentChildren;
  forget: () => void;  // another network is meant, or other services
  // Whether he has to be told first. Asked of the server once for what is entered.
  isToBeTold: (ask: () => Promise<number>) => Promise<boolean>;
}

export function useShutOut(): ShutsOut {
  const [known, know] = useState<number | null>(null);
  const count = known ?? 0;
  return {
    count,
    told: count > 0 && <Callout verdict="warn" urgent>{t("blocks-shuts-out", { count })}</Callout>,
    forget: () => know(null),
    async isToBeTold(ask) {
      if (known !== null) return false;
      const found = await ask();
      if (found > 0) know(found);
      return found > 0;
    },
  };
}
