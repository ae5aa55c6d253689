// The certificates that the server shows: for which names, until when, and where each comes from.
import { useMemo, useState } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { Rows } from "../../../shared/api/list.ts";
import { useLive } from "../../../shared/api/useLive.ts";
import { date, dateTime, relative } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { heard } from "../../../shared/i18n/said.ts";
import type { Act } from "../../../shared/list/acts.ts";
import type { Filter } from "../../../shared/list/list.model.ts";
import { ListView, type ListColumn } from "../../../shared/list/ListView.tsx";
import { useOpening } from "../../../shared/router/opening.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { Button } from "../../../shared/ui/Button.tsx";
import { VerdictMark } from "../../../shared/ui/Evidence.tsx";
import { Facts } from "../../../shared/ui/Facts.tsx";
import { saveAs } from "../../../shared/ui/save.ts";
import { Callout, Empty } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import type { PageProps } from "../../pages.ts";
import { canChange } from "../../session.ts";
import { certificates, own, reload, remove } from "./api.ts";
import { isOfKind, kindOf, paired, stateOf, type Certificate } from "./model.ts";
import { UploadDialog } from "./UploadDialog.tsx";

const VERDICTS = { over: "bad", soon: "warn", holds: "ok" } as const;
const sourceOf = (row: Certificate): string => (kindOf(row) === "file" ? row.source : t(`certs-source-${row.source}`));

const issuerOf = (row: Certificate): string => (kindOf(row) === "own" ? t("certs-issuer-self") : row.issuer);

function Until({ row }: { row: Certificate }) {
  const now = Date.now();
  return <VerdictMark verdict={VERDICTS[stateOf(row, now)]}>{relative(row.not_after, now)}</VerdictMark>;
}

const columns = (): readonly ListColumn<Certificate>[] => [
  {
    key: "names", label: t("certs-names"), track: "minmax(8rem, 3fr)", text: (row) => row.names.join(" "),
    cell: (row) => <span class="strong">{row.names.join(", ")}</span>,
  },
  {
    key: "default", label: t("certs-default"), track: "6rem", wide: true, text: (row) => (row.isDefault ? t("certs-is-default") : ""),
  },
  { key: "source", label: t("certs-source"), track: "minmax(7rem, 2fr)", wide: true, text: sourceOf },
  { key: "issuer", label: t("certs-issuer"), track: "minmax(7rem, 2fr)", wide: true, text: issuerOf, cell: (row) => <bdi>{issuerOf(row)}</bdi> },
  {
    key: "since", label: t("certs-since"), track: "7rem", wide: true, text: (row) => date(row.not_before), order: (row) => Date.parse(row.not_before),
  },
  {
    key: "until", label: t("certs-until"), track: "9rem", text: (row) => dateTime(row.not_after), order: (row) => Date.parse(row.not_after),
    cell: (row) => <Until row={row} />,
  },
];

const filter = (): Filter<Certificate> => ({
  label: t("certs-kinds"), has: (row, kind) => isOfKind(row, kind, Date.now()),
  chips: ["", "ending", "own", "installed", "file"].map((value) => ({ value, label: t(`certs-kind-${value || "all"}`) })),
});

// The key is the server's alone: nobody can give it back.
const acts = (): readonly Act<Certificate>[] => [{
  key: "remove", label: t("certs-remove"), icon: "trash-2", danger: true, fits: (row) => kindOf(row) === "installed",
  done: (count) => t("certs-removed", { count }),
  confirm: (rows) => ({
    title: t("certs-remove"), text: t("certs-remove-why"), word: rows.length === 1 ? rows[0]?.names[0] ?? "" : String(rows.length),
  }),
  async run(row) { await remove(row.names[0] ?? ""); return undefined; },
}];

const One = ({ row, toasts }: { row: Certificate; toasts: Toasts }) => (
  <>
    <Facts facts={[
      { label: t("certs-names"), value: <ul>{row.names.map((name) => <li key={name}>{name}</li>)}</ul> },
      { label: t("certs-unknown"), value: row.isDefault ? t("certs-this-one") : t("certs-another-one") },
      { label: t("certs-source"), value: sourceOf(row) },
      { label: t("certs-issuer"), value: <bdi>{issuerOf(row)}</bdi> },
      { label: t("certs-since"), value: dateTime(row.not_before) },
      { label: t("certs-until"), value: <>{dateTime(row.not_after)} <Until row={row} /></> },
      { label: t("certs-fingerprint"), value: <span class="mono">{paired(row.sha256)}</span> },
    ]} />
    <p class="dim small">{t(`certs-about-${kindOf(row)}`)}</p>
    {kindOf(row) === "own" && (
      <div class="row">
        <Button icon="download" onClick={() => own().then((pem) => saveAs("certificate.pem", "application/x-pem-file", pem),
          (error: unknown) => toasts.add(asProblem(error).message, { kind: "bad" }))}>{t("certs-save-own")}</Button>
      </div>
    )}
  </>
);

export default function CertificatesPage({ session, toasts }: PageProps) {
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const rows = useMemo(() => new Rows(certificates), []);
  const may = canChange(session, "system");
  const [isUploading, upload] = useOpening("upload", may);
  useLive(["certificate"], () => rows.renew());
  const readAgain = (): void => {
    reload().then((problems) => {
      setLeftOut(problems);
      if (problems.length === 0) toasts.add(t("certs-reloaded"));
      void rows.read();
    }, (error: unknown) => toasts.add(asProblem(error).message, { kind: "bad" }));
  };
  return (
    <>
      <PageHead title={t("certs-title")} about={t("certs-about")} actions={may && <>
        <Button icon="refresh-cw" onClick={readAgain}>{t("certs-reload")}</Button>
        <Button kind="primary" icon="upload" onClick={() => upload(true)}>{t("certs-upload")}</Button>
      </>} />
      {leftOut.length > 0 && (
        <Callout verdict="warn" urgent>
          <span class="strong">{t("certs-left-out")}</span>
          {leftOut.map((why) => <span key={why}>{heard(why)}</span>)}
        </Callout>
      )}
      <ListView<Certificate> name="certificates" label={t("certs-title")} rows={rows} columns={columns()} keyOf={(row) => row.sha256}
        titleOf={(row) => row.names[0] ?? t("certs-no-name")} filter={filter()} acts={may ? acts() : []} toasts={toasts} order="until"
        aside={(row) => <One row={row} toasts={toasts} />} empty={<Empty icon="lock" title={t("certs-none")} />} />
      <UploadDialog open={isUploading} onClose={() => upload(false)} onDone={() => { toasts.add(t("certs-uploaded")); void rows.read(); }} />
    </>
  );
}
