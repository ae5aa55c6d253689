// One message from its connection to its mailbox: looked for by its id, or by an address among those that were taken or refused lately.
import { useState } from "preact/hooks";
import { dateTime } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import type { Told } from "../../../shared/list/list.model.ts";
import { SaveMenu } from "../../../shared/list/SaveMenu.tsx";
import { useQuery } from "../../../shared/router/query.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { wayTo } from "../../links.ts";
import type { PageProps } from "../../pages.ts";
import { Crumb } from "../../parts/Crumb.tsx";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { messagesOf } from "./api.ts";
import { isAddress, VERDICTS, type Found } from "./model.ts";
import { StoryView } from "./StoryView.tsx";
import "./messages.css";

const PATH = "/admin/messages";

export default function MessagesPage({ session, params, go }: PageProps) {
  const id = params["id"] ?? "";
  return id === "" ? <Finding session={session} go={go} /> : (
    <>
      <Crumb href={PATH}>{t("messages-title")}</Crumb>
      <PageHead title={t("messages-one")} about={id} />
      <StoryView id={id} session={session} />
    </>
  );
}

function Finding({ session, go }: Pick<PageProps, "session" | "go">) {
  const [{ address: asked }, setQuery] = useQuery({ address: "" });
  const [entered, enter] = useState(asked);
  const submit = (): void => {
    const words = entered.trim();
    if (isAddress(words)) setQuery({ address: words });
    else if (words !== "") go(`${PATH}/${encodeURIComponent(words)}`);
  };
  return (
    <>
      <PageHead title={t("messages-title")} about={t("messages-about")} />
      <form class="panel messages-find" role="search" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <TextField label={t("messages-find")} help={t("messages-find-help")} value={entered} onValue={enter} spellcheck={false} autocomplete="off"
          autocapitalize="off" />
        <Button type="submit" kind="primary" icon="search">{t("messages-look")}</Button>
      </form>
      {asked !== "" && <Messages address={asked} seesLogs={wayTo(session, "/admin/logs") !== undefined} />}
    </>
  );
}

const outcomeWord = (one: Found): string => t(`messages-fate-${one.outcome}`);

const fileColumns = (): readonly Told<Found>[] => [
  { key: "at", label: t("logs-utc"), text: (one) => one.at },
  { key: "from", label: t("messages-from"), text: (one) => one.from || "<>" },
  { key: "to", label: t("messages-to"), text: (one) => one.to },
  { key: "outcome", label: t("messages-fate"), text: outcomeWord },
  { key: "why", label: t("messages-why"), text: (one) => one.why },
  { key: "id", label: t("messages-id"), text: (one) => one.id },
];

function Messages({ address, seesLogs }: { address: string; seesLogs: boolean }) {
  const known = useLoaded((signal) => messagesOf(address, signal), [address]);
  return (
    <section class="panel card" aria-label={t("messages-found", { address })}>
      <div class="spread">
        <h2>{t("messages-found", { address })}</h2>
        {known.data && known.data.length > 0 && <SaveMenu name="messages" rows={known.data} columns={fileColumns()} />}
      </div>
      <Shown of={known} what={t("messages-not-found")}>{(all) => (all.length === 0 ? <p class="dim">{t("messages-none")}</p> : (
        <ul class="entries">{all.map((one) => <OneFound key={`${one.id} ${one.session} ${one.at} ${one.to}`} of={one} seesLogs={seesLogs} />)}</ul>
      ))}</Shown>
    </section>
  );
}

// What was refused before its data has no story of its own: the log has the session.
function OneFound({ of: one, seesLogs }: { of: Found; seesLogs: boolean }) {
  const title = <><bdi>{one.from || "<>"}</bdi>{one.to !== "" && <> → <bdi>{one.to}</bdi></>}</>;
  const facts = [
    dateTime(one.at), one.more > 0 && t("messages-more", { count: one.more }), one.times > 1 && t("messages-times", { count: one.times }),
  ];
  return (
    <li class="entry">
      <div class="entry-words">
        {one.id === "" ? <span class="entry-title">{title}</span>
          : <a class="entry-title" href={`${PATH}/${encodeURIComponent(one.id)}`}>{title}</a>}
        <span class="small">
          <VerdictMark verdict={VERDICTS[one.outcome]}>{outcomeWord(one)}</VerdictMark>
          {one.why !== "" && <>{": "}<bdi class="dim">{heard(one.why)}</bdi></>}
        </span>
        <span class="dim small">{facts.filter(Boolean).join(" · ")}</span>
      </div>
      {one.id === "" && seesLogs && <a href={`/admin/logs?session=${encodeURIComponent(one.session)}`}>{t("messages-in-logs")}</a>}
    </li>
  );
}
