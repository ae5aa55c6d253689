// Networks of which several addresses are blocked, each with what blocking it as a whole would cost.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Going } from "../../../shared/api/patience.ts";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { dateTime, number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import type { Back } from "../../../shared/list/acts.ts";
import { useWork } from "../../../shared/list/useWork.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { Dialog } from "../../../shared/ui/Dialog.tsx";
import { Evidence } from "../../../shared/ui/Evidence.tsx";
import { Callout, Empty, Failed, Skeleton } from "../../../shared/ui/States.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import { costOf, fold, foldables } from "./api.ts";
import type { Cost, Foldable } from "./model.ts";

const MOST_SHOWN = 50;

// `all`: networks that could be folded.
interface Offered { costs: readonly Cost[]; all: number }

// One after another, for each looks through the logins of 90 days. Those that are known are shown, be it from the time before, and also when
// it is stopped.
async function offers(all: readonly Foldable[], before: readonly Cost[], { stop, step }: Going, show: (offered: Offered) => void): Promise<void> {
  const known = new Map(before.map((cost) => [cost.network, cost]));
  const tell = (): void => show({ costs: all.flatMap(({ network }) => known.get(network) ?? []), all: all.length });
  tell();
  for (const { network } of all.slice(0, MOST_SHOWN)) {
    known.set(network, await costOf(network, stop));
    tell();
    step?.(1);
  }
}

export interface FoldDialogProps { open: boolean; onClose: () => void; onDone: (network: string, undo: Back) => void }

export function FoldDialog({ open, onClose, onDone }: FoldDialogProps) {
  const [offered, offer] = useState<Offered | null>(null);
  const [unread, setUnread] = useState<Problem | null>(null);
  const [refused, refuse] = useState<Problem | null>(null);
  const [busy, setBusy] = useState("");
  const [evenMe, setEvenMe] = useState(false);
  const { through, busy: reading } = useWork();
  const reader = useRef(new AbortController());
  const read = async (before: readonly Cost[]): Promise<void> => {
    reader.current.abort();
    reader.current = new AbortController();
    const { signal } = reader.current;
    setUnread(null);
    try {
      const all = [...await foldables(signal)].sort((a, b) => b.blocked - a.blocked);
      await through(t("blocks-fold-reads"), Math.min(all.length, MOST_SHOWN), async (going) => {
        const stop = AbortSignal.any([going.stop, signal]);
        await offers(all, before, { ...going, stop }, offer).catch((error: unknown) => { if (!stop.aborted) throw error; });
      });
    } catch (error) {
      if (!signal.aborted) setUnread(asProblem(error));
    }
  };
  useEffect(() => {
    if (!open) return undefined;
    offer(null);
    refuse(null);
    setEvenMe(false);
    void read([]);
    return () => reader.current.abort();
  }, [open]);
  const run = async (network: string): Promise<void> => {
    const { signal } = reader.current;  // ended with the dialog
    setBusy(network);
    refuse(null);
    try {
      onDone(network, await fold(network, evenMe));
      if (signal.aborted) return;
      offer((now) => now && { costs: now.costs.filter((cost) => cost.network !== network), all: now.all - 1 });
      void read(offered?.costs ?? []);
    } catch (error) {
      refuse(asProblem(error));
    } finally {
      setBusy("");
    }
  };
  return (
    <Dialog title={t("blocks-fold-title")} open={open} onClose={onClose} wide actions={<Button onClick={onClose}>{t("kit-close")}</Button>}>
      <div class="stack">
        <p class="dim">{t("blocks-fold-about")}</p>
        {refused && (
          <Callout verdict="bad" urgent>{refused.message}{refused.correlation && <code class="dim small">{refused.correlation}</code>}</Callout>
        )}
        {unread ? <Failed what={t("blocks-fold-not-read")} why={unread.message} correlation={unread.correlation} onRetry={() => void read([])} />
          : !offered ? <Skeleton rows={4} />
          : offered.all === 0 ? <Empty icon="shield-check" title={t("blocks-fold-none")}>{t("blocks-fold-none-about")}</Empty>
          : <Offers {...offered} isRead={!reading} busy={busy} run={(network) => void run(network)} />}
        {reading}
        {offered && offered.costs.length > 0 && <Switch label={t("blocks-even-me")} on={evenMe} onChange={setEvenMe} />}
      </div>
    </Dialog>
  );
}

type OffersProps = Offered & { isRead: boolean; busy: string; run: (network: string) => void };

function Offers({ costs, all, isRead, busy, run }: OffersProps) {
  return (
    <>
      {costs.map((cost) => <Offer key={cost.network} cost={cost} busy={busy} run={run} />)}
      {isRead && costs.length < all && <Callout verdict="info">{t("blocks-fold-more", { number: number(costs.length) })}</Callout>}
    </>
  );
}

function Offer({ cost, busy, run }: Pick<OffersProps, "busy" | "run"> & { cost: Cost }) {
  const count = cost.accounts_that_logged_in_from_there;
  const until = cost.until === null ? t("blocks-for-good") : dateTime(cost.until);
  return (
    <Evidence verdict={count > 0 ? "bad" : "ok"} proofs={[]} title={
      <span class="stack">
        <span class="strong">{t("blocks-fold-one", { network: cost.network, blocked: number(cost.folds) })}</span>
        <span class={count > 0 ? "bad" : ""}>{count > 0 ? t("blocks-shuts-out", { count }) : t("blocks-shuts-nobody-out")}</span>
        <span class="dim small">{t("blocks-fold-until", { services: cost.services.join(", "), until })}</span>
      </span>
    } actions={(
      <Button kind={count > 0 ? "danger" : "primary"} busy={busy === cost.network} disabled={busy !== "" && busy !== cost.network}
        aria-label={t("blocks-fold-it", { network: cost.network })} onClick={() => run(cost.network)}>{t("blocks-fold")}</Button>
    )} />
  );
}
