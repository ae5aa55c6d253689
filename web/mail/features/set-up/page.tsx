// How a mail program gets at one's mail: the names and ports of this very server, and the steps of each common program.
import { useLoaded } from "../../../shared/api/useLoaded.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { useQuery } from "../../../shared/router/query.ts";
import { FailedPage } from "../../../shared/shell/FailedPage.tsx";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Copyable } from "../../../shared/ui/Copy.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { Callout, Empty, Skeleton } from "../../../shared/ui/States.tsx";
import { Tabs } from "../../../shared/ui/Tabs.tsx";
import { HOME, type PageProps } from "../../pages.ts";
import { setUpOf } from "./api.ts";
import { doorsOf, isKnown, PROGRAMS, type Door, type Program, type SetUp } from "./model.ts";
import "./set-up.css";

export default function SetUpPage({ person }: PageProps) {
  const { data: setUp, problem, read } = useLoaded(() => setUpOf(person.account), [person.account]);
  if (problem) return <FailedPage title={t("setup-title")} what={t("setup-not-read")} problem={problem} onRetry={() => void read()} />;
  return (
    <>
      <PageHead title={t("setup-title")} about={t("setup-about")} />
      {setUp ? <Instructions setUp={setUp} /> : <Skeleton rows={6} />}
    </>
  );
}

function Instructions({ setUp }: { setUp: SetUp }) {
  const [query, setQuery] = useQuery({ program: PROGRAMS[0] as string });
  const doors = doorsOf(setUp);
  if (doors.length === 0) return <Empty icon="smartphone" title={t("setup-none")}>{t("setup-none-about")}</Empty>;
  return (
    <div class="set-up">
      <Callout verdict="info" action={<a class="button" href={`${HOME}/programs`}>{t("setup-make-password")}</a>}>{t("setup-own-password")}</Callout>
      <section class="panel stack">
        <h2>{t("setup-facts")}</h2>
        <div class="set-up-doors">
          {doors.map((door) => <DoorCard key={door.key} door={door} setUp={setUp} />)}
        </div>
        <Copyable titled name={t("setup-user-name")} text={setUp.user_name} />
      </section>
      <section class="panel stack">
        <h2>{t("setup-steps")}</h2>
        <Tabs label={t("setup-programs")} chosen={isKnown(query.program) ? query.program : PROGRAMS[0]} onChoose={(program) => setQuery({ program })}
          tabs={PROGRAMS.map((program) => ({
            id: program, label: t(`setup-${program}`), content: () => <Steps program={program} setUp={setUp} />,
          }))} />
      </section>
    </div>
  );
}

function DoorCard({ door, setUp }: { door: Door; setUp: SetUp }) {
  return (
    <div class="stack">
      <h3>{t(`setup-for-${door.key}`)}</h3>
      <Copyable titled name={t("setup-server")} text={setUp.host_name} />
      <Facts facts={[
        { label: t("setup-port"), value: String(door.service.port) },
        { label: t("setup-safety"), value: t(`setup-tls-${door.service.tls}`) },
      ]} />
    </div>
  );
}

const COUNTS: Readonly<Record<Program, number>> = { thunderbird: 4, outlook: 4, apple: 5, android: 4 };

// Every step is a sentence of its own; a port or a name in it is the server's.
function Steps({ program, setUp }: { program: Program; setUp: SetUp }) {
  const doors = doorsOf(setUp);
  const incoming = doors.find((door) => door.key !== "submission");
  const outgoing = doors.find((door) => door.key === "submission");
  const told = {
    host: setUp.host_name, user: setUp.user_name,
    kind: incoming ? t(`setup-kind-${incoming.key}`) : "", port: String(incoming?.service.port ?? ""),
    safety: incoming ? t(`setup-tls-${incoming.service.tls}`) : "",
    sending: String(outgoing?.service.port ?? ""), "sending-safety": outgoing ? t(`setup-tls-${outgoing.service.tls}`) : "",
  };
  return (
    <ol class="steps">
      {Array.from({ length: COUNTS[program] }, (_, index) => <li key={index}>{t(`setup-${program}-${index + 1}`, told)}</li>)}
    </ol>
  );
}
