// Tabs, trees, lists, dialogs and messages.
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Button } from "../../shared/ui/Button.tsx";
import { Dialog, TypedConfirmation } from "../../shared/ui/Dialog.tsx";
import { VerdictMark, type Verdict } from "../../shared/ui/Evidence.tsx";
import { TextField } from "../../shared/ui/Field.tsx";
import { BulkBar, Grid, NOTHING, type Chosen, type Sort } from "../../shared/ui/Grid.tsx";
import { Palette, type Entry } from "../../shared/ui/Palette.tsx";
import { useWork } from "../../shared/ui/Lasting.tsx";
import { Progress } from "../../shared/ui/Progress.tsx";
import { Empty } from "../../shared/ui/States.tsx";
import { Tabs } from "../../shared/ui/Tabs.tsx";
import { Toasts } from "../../shared/ui/toast.model.ts";
import { ToastArea } from "../../shared/ui/Toast.tsx";
import { Tree } from "../../shared/ui/Tree.tsx";

const Said = ({ children }: { children: string }) => <output id="said">{children}</output>;

function TabPage() {
  const [tab, choose] = useState("dns");
  const tabs = ["DNS", "Accounts", "Aliases", "Services"].map((label) =>
    ({ id: label.toLowerCase(), label, content: () => <p>{`What ${label} shows.`}</p> }));
  return <Tabs label="Domain" tabs={tabs} chosen={tab} onChoose={choose} />;
}

const NODES = [
  { id: "receiving", label: "Receiving mail", note: "18", children: [
    { id: "login", label: "Login", note: "6" },
    { id: "limits", label: "Limits", children: [{ id: "size", label: "Sizes" }, { id: "time", label: "Times" }] },
  ] },
  { id: "delivery", label: "Delivery", note: "9", children: [{ id: "retry", label: "Trying again" }] },
  { id: "web", label: "Web" },
];

function TreePage() {
  const [chosen, choose] = useState("login");
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(["receiving"]));
  return (
    <>
      <div class="panel"><Tree label="Settings" nodes={NODES} chosen={chosen} onChoose={choose} open={open} onOpen={setOpen} /></div>
      <Said>{`${chosen} | ${[...open].join(" ")}`}</Said>
    </>
  );
}

interface Block { address: string; country: string; rule: string; verdict: Verdict; hits: number }
const RULES = ["brute force by address", "password spraying", "mail harvesting", "denial of service"];
const VERDICTS: readonly Verdict[] = ["bad", "warn", "ok", "info"];
const block = (i: number): Block => ({
  address: `198.51.${Math.floor(i / 250)}.${i % 250}`, country: ["NL", "BR", "US", "VN"][i % 4] ?? "", rule: RULES[i % 4] ?? "",
  verdict: VERDICTS[i % 4] ?? "info", hits: (i * 7919) % 5000,
});

function GridPage() {
  const count = Number(new URLSearchParams(location.search).get("rows") ?? 10_000);
  const rows = useMemo(() => Array.from({ length: count }, (_, i) => block(i)), [count]);
  const [chosen, choose] = useState<Chosen>(NOTHING);
  const [sort, setSort] = useState<Sort | null>(null);
  const [said, say] = useState("");
  const sorted = useMemo(() => {
    if (!sort) return rows;
    const sign = sort.descending ? -1 : 1;
    return [...rows].sort((a, b) => sign * (sort.column === "hits" ? a.hits - b.hits : a.rule.localeCompare(b.rule)));
  }, [rows, sort]);
  return (
    <>
      <BulkBar count={chosen.keys.size} onClear={() => choose(NOTHING)}><Button icon="ban">Unblock</Button></BulkBar>
      <Grid<Block> label="Blocks" count={sorted.length} rowAt={(index) => sorted[index]} keyOf={(row) => row.address} chosen={chosen}
        onChoose={choose} sort={sort} onSort={setSort} onOpen={(row) => say(row.address)} columns={[
          { key: "address", label: "Address", track: "minmax(9rem, 1fr)", cell: (row) => <span class="mono">{row.address}</span> },
          { key: "rule", label: "Rule", track: "minmax(6rem, 2fr)", sortable: true,
            cell: (row) => <VerdictMark verdict={row.verdict}>{row.rule}</VerdictMark> },
          { key: "country", label: "Country", track: "6rem", cell: (row) => row.country, wide: true },
          { key: "hits", label: "Hits", track: "6rem", cell: (row) => row.hits, end: true, sortable: true },
        ]} empty={<Empty icon="shield-check" title="Nobody is blocked">All rules are armed.</Empty>} />
      <Said>{`${said} ${chosen.keys.size} ${sort?.column ?? ""}`}</Said>
    </>
  );
}

function DialogPage() {
  const [isOpen, open] = useState(false);
  const [isDeleting, remove] = useState(false);
  const [name, setName] = useState("");
  const [said, say] = useState("");
  return (
    <>
      <div class="row">
        <Button onClick={() => open(true)}>New account</Button>
        <Button kind="danger" icon="trash-2" onClick={() => remove(true)}>Delete domain</Button>
      </div>
      <Dialog title="New account" open={isOpen} onClose={() => open(false)} actions={<>
        <Button onClick={() => open(false)}>Cancel</Button>
        <Button kind="primary" onClick={() => { open(false); say(`made ${name}`); }}>Make it</Button>
      </>}>
        <TextField label="Address" value={name} onValue={setName} first />
      </Dialog>
      <TypedConfirmation title="Delete example.org" open={isDeleting} onClose={() => remove(false)} word="example.org" verb="Delete for good"
        onConfirm={() => { remove(false); say("deleted"); }}>
        12 accounts and 3.4 GiB of mail go with it, and do not come back.
      </TypedConfirmation>
      <Said>{said}</Said>
    </>
  );
}

const toasts = new Toasts();

function ToastPage() {
  const [said, say] = useState("blocked");
  const unblock = (): void => {
    say("free");
    toasts.add("198.51.100.9 is not blocked any more.", { undo: () => say("blocked") });
  };
  return (
    <>
      <div class="row">
        <Button onClick={unblock}>Unblock</Button>
        <Button onClick={() => toasts.add("The certificate could not be read.", { kind: "bad" })}>Fail</Button>
      </div>
      <Said>{said}</Said>
      <ToastArea toasts={toasts} />
    </>
  );
}

const PAGES: readonly [string, string, string][] = [
  ["Dashboard", "gauge", "Now"], ["Queue", "send", "Now"], ["Quarantine", "archive", "Now"],
  ["Blocked addresses", "ban", "Attacks"], ["Rules", "shield", "Attacks"],
];

function PalettePage() {
  const [isOpen, open] = useState(false);
  const [said, say] = useState("");
  const entries: Entry[] = PAGES.map(([label, icon, group]) => ({ id: label, label, icon, group, run: () => say(label) }));
  return (
    <>
      <div><Button icon="search" onClick={() => open(true)}>Go to</Button></div>
      <Palette entries={entries} open={isOpen} onClose={() => open(false)} recent={["Quarantine"]} />
      <Said>{said}</Said>
    </>
  );
}

function ProgressPage() {
  const [said, say] = useState("");
  const lasting = useWork("Counting without end");
  const count = (): void => {
    const made = lasting.run((signal, tell) => new Promise((_resolve, reject) => {
      tell(1, 4);
      signal.addEventListener("abort", () => reject(new Error("aborted")));
    }));
    void made.then((value) => say(value === undefined ? "stopped" : "made"));
  };
  return (
    <>
      <div><Button busy={lasting.isBusy} onClick={count}>Count</Button></div>
      {lasting.busy}
      <Progress label="Replaying 14 days" work={{ done: 412_000, total: 900_000, since: 0 }} now={20_000} onCancel={() => say("cancelled")} />
      <Progress label="Reading the archive" work={{ done: 1234, total: null, since: 0 }} now={1000} />
      <Progress label="Checking the DNS" work={{ done: 0, total: null, since: 0 }} now={7000} onCancel={() => say("cancelled")} />
      <Said>{said}</Said>
    </>
  );
}

export const STRUCTURE: Record<string, () => VNode> = {
  tabs: TabPage, tree: TreePage, grid: GridPage, dialog: DialogPage, toast: ToastPage, palette: PalettePage, progress: ProgressPage,
};
