// What was counted, as the views of it need it.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { useLive } from "../../shared/api/useLive.ts";
import { compare, country } from "../../shared/i18n/format.ts";
import { language, t } from "../../shared/i18n/i18n.ts";
import type { Figures } from "../../shared/ui/chart.model.ts";
import { counts } from "./api.ts";
import { figuresOf, type Counts, type Country, type Plot, type Span } from "./model.ts";

export interface KnownCounts { known: Counts | null; problem: Problem | null; read: () => Promise<void> }

// What was counted in that time, and again as more is. What was there stays in sight until the new figures are; an answer to an earlier
// question is not shown.
export function useCounts(span: Span): KnownCounts {
  const [known, setKnown] = useState<Counts | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef(0);
  const read = async (): Promise<void> => {
    const mine = ++asked.current;
    const isLatest = (): boolean => mine === asked.current;
    await counts(span).then((all) => { if (isLatest()) { setKnown(all); setProblem(null); } },
      (error: unknown) => { if (isLatest()) setProblem(asProblem(error)); });
  };
  useEffect(() => { void read(); }, [span]);
  useLive(["count"], read);
  return { known, problem, read };
}

export function useFigures(known: Counts, plot: Plot): Figures {
  return useMemo(() => figuresOf(known, plot, (line) => t(`figures-${plot.key}-${line}`)), [known, plot, language.value]);
}

export type Named = Country & { name: string };

// By their names in the reader's language; those with most logins first.
export function useNamed(all: readonly Country[]): readonly Named[] {
  const nameOf = (code: string): string => (code === "ZZ" ? t("figures-country-none") : country(code));
  return all.map((one) => ({ ...one, name: nameOf(one.code) }))
    .sort((a, b) => b.ok + b.failed - (a.ok + a.failed) || compare(a.name, b.name));
}
