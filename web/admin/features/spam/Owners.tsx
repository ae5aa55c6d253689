// The lists of one domain or account: who is put in counts at once, and is taken out again by the way back.
import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Chips } from "../../../shared/ui/Chips.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { changeSenders, restoreSenders, sendersOf } from "../../people/senders.api.ts";
import { LISTS, withList, type ListName, type SenderLists } from "../../people/senders.ts";

export function Owners({ may, toasts }: { may: boolean; toasts: Toasts }) {
  const [owner, enter] = useState("");
  const [lists, setLists] = useState<SenderLists | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refused, refuse] = useState<{ name: ListName; why: string } | null>(null);
  const look = async (): Promise<void> => {
    if (owner.trim() === "") return;
    setProblem(null);
    refuse(null);
    try {
      setLists(await sendersOf(owner.trim().toLowerCase()));
    } catch (error) {
      setLists(null);
      setProblem(asProblem(error));
    }
  };
  const change = async (name: ListName, wanted: readonly string[]): Promise<void> => {
    if (!lists) return;
    refuse(null);
    try {
      setLists(await changeSenders(lists, withList(lists, name, wanted)));
      toasts.add(t("spam-senders-changed", { owner: lists.owner }), { undo: async () => setLists(await restoreSenders(lists)) });
    } catch (error) {
      refuse({ name, why: asProblem(error).message });
      setLists(await sendersOf(lists.owner));
    }
  };
  return (
    <section class="panel stack" aria-label={t("spam-owners")}>
      <h2>{t("spam-owners")}</h2>
      <p class="dim">{t("spam-owners-about")}</p>
      <form class="spam-owner" noValidate onSubmit={(event) => { event.preventDefault(); void look(); }}>
        <TextField label={t("spam-owner")} help={t("spam-owner-help")} value={owner} onValue={enter} error={problem?.message ?? null}
          spellcheck={false} autocomplete="off" autocapitalize="off" />
        <Button type="submit" icon="search">{t("spam-owner-show")}</Button>
      </form>
      {lists && (
        <fieldset class="stack" disabled={!may}>
          <h3>{t("spam-senders-of", { owner: lists.owner })}</h3>
          {LISTS.map((name) => (
            <Chips key={name} label={t(`spam-${name}`)} help={t(`spam-${name}-help`)} values={lists[name]}
              error={refused?.name === name ? refused.why : null} onChange={(wanted) => void change(name, wanted)} />
          ))}
        </fieldset>
      )}
    </section>
  );
}
