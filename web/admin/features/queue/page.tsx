// Mail that waits: message by message, by destination, by sender and by answer. What comes and goes is shown as it does.
import { useMemo, useState } from "preact/hooks";
import { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Tabs } from "../../../shared/ui/Tabs.tsx";
import type { PageProps } from "../../pages.ts";
import { canChange } from "../../session.ts";
import { answers, destinations, messages, senders } from "./api.ts";
import { Groups } from "./Groups.tsx";
import { Messages } from "./Messages.tsx";
import type { Group, GroupKind, Meant } from "./model.ts";
import { PauseButton, Paused, usePause } from "./Pause.tsx";
import { RedirectDialog } from "./RedirectDialog.tsx";
import { placeOf } from "./words.tsx";

const NOBODY = { meant: [] as readonly Meant[], count: 0, word: "" };
const KINDS: readonly GroupKind[] = ["destinations", "senders", "answers"];

const NAMES: Readonly<Record<GroupKind, (row: Group) => string>> = {
  destinations: (row) => placeOf(row.key), senders: (row) => row.key, answers: (row) => row.key,
};

export default function QueuePage({ session, toasts, params, go }: PageProps) {
  const [moving, move] = useState(NOBODY);
  const all = useMemo(() => ({
    messages: new Rows(messages(), messages), destinations: new Rows(destinations(), destinations),
    senders: new Rows(senders(), senders), answers: new Rows(answers(), answers),
  }), []);
  const part = params["part"] ?? "";
  const shown = KINDS.find((kind) => kind === part) ?? "messages";
  const may = canChange(session, "queue");
  const pause = usePause(toasts);
  const isPaused = pause.isOn === true;
  useLive(["queue"], () => all[shown].renew());
  const redirect = (meant: readonly Meant[], count: number, word: string): void => move({ meant, count, word });
  return (
    <>
      <PageHead title={t("queue-title")} about={t("queue-about")} actions={canChange(session, "system") && <PauseButton {...pause} />} />
      <Paused {...pause} />
      <Tabs label={t("queue-title")} chosen={shown} onChoose={(id) => go(id === "messages" ? "/admin/queue" : `/admin/queue/${id}`)} tabs={[
        {
          id: "messages", label: t("queue-messages"),
          content: () => (
            <Messages session={session} rows={all.messages} may={may} isPaused={isPaused} toasts={toasts} onRedirect={redirect} />
          ),
        },
        ...KINDS.map((kind) => ({
          id: kind, label: t(`queue-tab-${kind}`),
          content: () => (
            <Groups key={kind} kind={kind} rows={all[kind]} may={may} isPaused={isPaused} toasts={toasts} nameOf={NAMES[kind]}
              onRedirect={redirect} />
          ),
        })),
      ]} />
      <RedirectDialog {...moving} onClose={() => move(NOBODY)} onDone={(to) => {
        toasts.add(t("queue-redirected", { count: moving.count, to }));
        void all[shown].read();
      }} />
    </>
  );
}
