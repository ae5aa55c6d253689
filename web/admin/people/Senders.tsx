// Whom an account or a domain trusts or blocks: put in, taken out, and taken back.
import { useState } from "preact/hooks";
import { asProblem } from "../../shared/api/problem.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { Chips } from "../../shared/ui/Chips.tsx";
import { Callout } from "../../shared/ui/States.tsx";
import type { Toasts } from "../../shared/ui/toast.model.ts";
import { Shown, useLoaded } from "../shell/Loaded.tsx";
import { changeSenders, restoreSenders, sendersOf } from "./senders.api.ts";
import { Card } from "./Card.tsx";
import { LISTS, withList, type ListName, type SenderLists } from "./senders.ts";

export function Senders({ owner, may, toasts }: { owner: string; may: boolean; toasts: Toasts }) {
  const lists = useLoaded(() => sendersOf(owner), [owner]);
  return (
    <Card title={t("people-senders")} about={t("people-senders-about")}>
      <Shown of={lists} what={t("people-senders-not-read")}>{(known) => (
        may ? LISTS.map((list) => <SenderField key={list} list={list} known={known} toasts={toasts} read={lists.read} />)
          : LISTS.map((list) => <p key={list}><span class="dim">{t(`people-senders-${list}`)}</span> {known[list].join(", ")
            || t("kit-empty-value")}</p>)
      )}</Shown>
    </Card>
  );
}

interface SenderFieldProps { list: ListName; known: SenderLists; toasts: Toasts; read: () => Promise<void> }

function SenderField({ list, known, toasts, read }: SenderFieldProps) {
  const [refused, refuse] = useState<string | null>(null);
  const before = known[list];
  const change = async (after: readonly string[]): Promise<void> => {
    refuse(null);
    const [more, less] = [after.filter((one) => !before.includes(one)), before.filter((one) => !after.includes(one))];
    try {
      await changeSenders(known, withList(known, list, after));
      const undo = async (): Promise<void> => {
        await restoreSenders(known);
        await read();
      };
      toasts.add(t(more.length > 0 ? "people-sender-added" : "people-sender-gone", { sender: (more[0] ?? less[0]) ?? "" }), { undo });
    } catch (error) {
      refuse(asProblem(error).message);
    }
    await read();
  };
  return (
    <>
      <Chips label={t(`people-senders-${list}`)} help={t(`people-senders-${list}-help`)} values={before} onChange={(after) => void change(after)} />
      {refused && <Callout verdict="bad" urgent>{refused}</Callout>}
    </>
  );
}
