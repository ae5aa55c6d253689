// Which release runs here and which are newer, how much room its disk has, and the state of the server as a document for somebody who helps.
import { useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { dateTime, percent, size } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { saveAs } from "../../../shared/ui/save.ts";
import { Callout } from "../../../shared/ui/States.tsx";
import { Switch } from "../../../shared/ui/Switch.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import { wayTo } from "../../links.ts";
import type { PageProps } from "../../pages.ts";
import { Shown, useLoaded } from "../../shell/Loaded.tsx";
import { diagnostics, disk, version } from "./api.ts";
import {
  documentText, fileName, linkIn, roomOf, troubleIn, verdictOf, wordOf, type Diagnostics, type Disk, type Feed, type Release, type Version,
} from "./model.ts";
import "./about.css";

export default function AboutPage({ session, toasts }: PageProps) {
  const [check, setCheck] = useState(0);
  const known = useLoaded(() => version(check > 0), [check]);
  return (
    <>
      <PageHead title={t("about-title")} about={t("about-about")}
        actions={<Button icon="rotate-ccw" onClick={() => setCheck(check + 1)}>{t("about-ask")}</Button>} />
      <section class="panel stack" aria-label={t("about-version")}>
        <Shown of={known} what={t("about-not-read")} rows={4}>
          {(one) => <Standing version={one} feedPage={wayTo(session, "/admin/settings/releases")} />}
        </Shown>
      </section>
      <Room />
      <Diagnosis toasts={toasts} />
    </>
  );
}

function Standing({ version: one, feedPage }: { version: Version; feedPage: string | undefined }) {
  return (
    <>
      <div class="about-version">
        <span class="about-number">{t("about-name", { version: one.version })}</span>
        <VerdictMark verdict={verdictOf(one)}>{t(`about-standing-${wordOf(one)}`)}</VerdictMark>
      </div>
      {one.newer.length > 0 && (
        <ul class="about-releases" aria-label={t("about-newer")}>{one.newer.map((release) => <Newer key={release.version} release={release} />)}</ul>
      )}
      <FeedFacts feed={one.feed} />
      {one.feed.source === "" && feedPage && (
        <Callout verdict="info" action={<a class="button" href={feedPage}>{t("about-set-up-feed")}</a>}>{t("about-no-feed")}</Callout>
      )}
      {one.feed.trouble && <Trouble {...troubleIn(one.feed.trouble)} />}
    </>
  );
}

const Trouble = ({ what, more }: { what: string; more: string }) => (
  <Callout verdict="bad">
    <span>{t("about-feed-trouble")}</span> <span>{heard(what)}</span> {more && <code>{more}</code>}
  </Callout>
);

function Newer({ release }: { release: Release }) {
  const link = linkIn(release.notes);
  return (
    <li class="about-release">
      <span class="strong">{release.version}</span>
      <span class="dim">{release.date}</span>
      {release.security ? <VerdictMark verdict="bad">{t("about-closes-hole")}</VerdictMark> : <span />}
      <span class="about-notes">
        {link ? <a href={link} rel="noopener noreferrer" target="_blank">{release.notes}</a> : release.notes}
      </span>
    </li>
  );
}

function FeedFacts({ feed }: { feed: Feed }) {
  if (feed.source === "") return null;
  return (
    <Facts facts={[
      { label: t("about-feed"), value: <span class="mono">{feed.source}</span> },
      { label: t("about-asked"), value: feed.asked === "" ? t("about-never-asked") : dateTime(feed.asked) },
      feed.issued === "" ? null : { label: t("about-issued"), value: feed.issued },
      feed.expires === "" ? null : { label: t("about-expires"), value: feed.expires },
    ]} />
  );
}

function Room() {
  const known = useLoaded(() => disk(), []);
  return (
    <section class="panel stack" aria-labelledby="about-disk">
      <h2 id="about-disk">{t("about-disk")}</h2>
      <Shown of={known} what={t("about-disk-not-read")} rows={2}>
        {(one) => (one === null ? <p class="dim">{t("about-disk-none")}</p> : <RoomFacts disk={one} />)}
      </Shown>
    </section>
  );
}

function RoomFacts({ disk: one }: { disk: Disk }) {
  const { verdict, word } = roomOf(one);
  return (
    <>
      <VerdictMark verdict={verdict}>{t(`about-disk-${word}`)}</VerdictMark>
      <Facts facts={[
        { label: t("about-disk-free"), value: t("about-disk-of", {
          free: size(one.free_bytes), whole: size(one.whole_bytes), share: percent(one.free_bytes / one.whole_bytes) }) },
        { label: t("about-disk-least"), value: size(one.least_bytes) },
        one.low_since === "" ? null : { label: t("about-disk-since"), value: dateTime(one.low_since) },
      ]} />
    </>
  );
}

// Looked at before it leaves the house.
function Diagnosis({ toasts }: { toasts: Toasts }) {
  const [people, setPeople] = useState(false);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<Diagnostics | null>(null);
  const make = (): void => {
    setBusy(true);
    diagnostics(people).then(setMade, (error: unknown) => { toasts.add(asProblem(error).message, { kind: "bad" }); })
      .finally(() => setBusy(false));
  };
  return (
    <section class="panel stack" aria-labelledby="about-diagnostics">
      <h2 id="about-diagnostics">{t("about-diagnostics")}</h2>
      <p class="dim">{t("about-diagnostics-about")}</p>
      <Switch label={t("about-people")} on={people} onChange={(on) => { setPeople(on); setMade(null); }} />
      <div class="row">
        <Button kind={made ? "plain" : "primary"} icon="eye" busy={busy} onClick={make}>{t("about-make")}</Button>
        {made && (
          <Button kind="primary" icon="download" onClick={() => saveAs(fileName(new Date()), "application/json", documentText(made))}>
            {t("about-save")}
          </Button>
        )}
      </div>
      {made && (
        <>
          <div class="stack">
            <h3>{t("about-left-out")}</h3>
            <ul class="about-left-out">{made.left_out.map((one) => <li key={one}>{heard(one)}</li>)}</ul>
          </div>
          <pre class="about-document" role="region" aria-label={t("about-document")} tabIndex={0}>{documentText(made)}</pre>
        </>
      )}
    </section>
  );
}
