// Whom an account or a domain trusts or blocks: put in, taken out, and taken back.
import { useState } from "preact/hooks";
import { asProblem } from "../../shared/api/problem.ts";
import { t } from "../../shared/i18n/i18n.ts";
import { Chips } from "../../shared/ui/Chips.tsx";
import { Callout } from "../../shared/ui/States.tsx";
import type { Toasts } from "../../shared/ui/toast.model.ts";
import { Shown, useLoaded } from "../shell/Loaded.tsx";
import { forgetSender, listSender, sendersOf } from "./api.ts";
import { Card } from "./Card.tsx";
import type { SenderLists } from "./model.ts";

type List = "trusted" | "blocked";
const LISTS: readonly List[] = ["trusted", "blocked"];

export function Senders({ owner, may, toasts }: { owner: string; may: boolean; toasts: Toasts }) {
  const lists = useLoaded(() => sendersOf(owner), [owner]);
  return (
    <Card title={t("people-senders")} about={t("people-senders-about")}>
      <Shown of={lists} what={t("people-senders-not-read")}>{(known) => (
        may ? LISTS.map((list) => <SenderField key={list} owner={owner} list={list} known={known} toasts={toasts} read={lists.read} />)
          : LISTS.map((list) => <p key={list}><span class="dim">{t(`people-senders-${list}`)}</span> {known[list].join(", ")
            || t("kit-empty-value")}</p>)
      )}</Shown>
    </Card>
  );
}

interface SenderFieldProps { owner: string; list: List; known: SenderLists; toasts: Toasts; read: () => Promise<void> }

function SenderField({ owner, list, known, toasts, read }: SenderFieldProps) {
  const [refused, refuse] = useState<string | null>(null);
  const before = known[list];
  const change = async (after: readonly string[]): Promise<void> => {
    refuse(null);
    const [more, less] = [after.filter((one) => !before.includes(one)), before.filter((one) => !after.includes(one))];
    try {
      for (const one of more) await listSender(owner, list, one);
      for (const one of less) await forgetSender(owner, one);
      const undo = async (): Promise<void> => {
        for (const one of less) await listSender(owner, list, one);
        for (const one of more) await forgetSender(owner, one);
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
