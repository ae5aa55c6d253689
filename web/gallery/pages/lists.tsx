// A list as the pages of the console have it: ten thousand rows of a server that is made up here.
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { LocationProvider } from "preact-iso";
import { Rows } from "../../shared/api/list.ts";
import { FormDialog } from "../../shared/forms/FormDialog.tsx";
import { Problem } from "../../shared/api/problem.ts";
import type { Act } from "../../shared/list/acts.ts";
import { ListView, type ListColumn } from "../../shared/list/ListView.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Facts } from "../../shared/ui/Facts.tsx";
import { TextField } from "../../shared/ui/Field.tsx";
import { Empty } from "../../shared/ui/States.tsx";
import { Toasts } from "../../shared/ui/toast.model.ts";
import { ToastArea } from "../../shared/ui/Toast.tsx";

interface Account { address: string; used: number; state: "open" | "shut" }

// Reads come in pages of a thousand, as from the server; whoever is shut is one whose number ends so.
class MadeUp {
  readonly accounts: Account[] = Array.from({ length: 10_000 }, (_, i) => ({
    address: i === 7 ? `${"very-long-name-".repeat(20)}@example.org` : `user${i}@example.org`, used: (i * 7919) % 5000,
    state: i % 9 ? "open" : "shut",
  }));
  readonly rows = new Rows<Account>((cursor) => {
    const from = Number(cursor ?? 0);
    const next = from + 1000 < this.accounts.length ? { next: String(from + 1000) } : {};
    return Promise.resolve({ items: this.accounts.slice(from, from + 1000).map((one) => ({ ...one })), ...next });
  });
  set(address: string, state: Account["state"]): void {
    const found = this.accounts.find((one) => one.address === address);
    if (found) found.state = state;
  }
  acts(): readonly Act<Account>[] {
    return [
      {
        key: "shut", label: "Shut", icon: "ban", shortcut: "s", fits: (row) => row.state === "open", done: (count) => `${count} shut`,
        run: (row) => {
          if (row.address === "user5@example.org") return Promise.reject(new Problem(409, "The last one stays"));
          this.set(row.address, "shut");
          return Promise.resolve(() => { this.set(row.address, "open"); return Promise.resolve(); });
        },
      },
      {
        key: "delete", label: "Delete", icon: "trash-2", danger: true, done: (count) => `${count} deleted`,
        confirm: (rows) => ({ title: "Delete accounts", text: "Their mail is gone.", word: String(rows.length) }),
        run: (row) => {
          this.accounts.splice(this.accounts.findIndex((one) => one.address === row.address), 1);
          return Promise.resolve(undefined);
        },
      },
    ];
  }
}

const COLUMNS: readonly ListColumn<Account>[] = [
  { key: "address", label: "Address", track: "minmax(9rem, 2fr)", text: (row) => row.address },
  { key: "state", label: "State", track: "6rem", text: (row) => row.state, wide: true },
  { key: "used", label: "Used", track: "6rem", text: (row) => String(row.used), order: (row) => row.used, end: true },
];

function ListPage() {
  const made = useMemo(() => new MadeUp(), []);
  const toasts = useMemo(() => new Toasts(), []);
  // As when the server tells that something has changed.
  useEffect(() => {
    const onArrival = (): void => {
      made.accounts.unshift({ address: `new${made.accounts.length}@example.org`, used: 0, state: "open" });
      void made.rows.renew();
    };
    addEventListener("arrival", onArrival);
    return () => removeEventListener("arrival", onArrival);
  }, [made]);
  return (
    <LocationProvider>
      <ListView<Account> name="accounts" label="Accounts" rows={made.rows} columns={COLUMNS} keyOf={(row) => row.address} toasts={toasts}
        acts={made.acts()} aside={(row) => <Facts facts={[{ label: "State", value: row.state }, { label: "Used", value: row.used }]} />}
        filter={{ label: "Which", chips: [{ value: "", label: "All" }, { value: "open", label: "Open" }, { value: "shut", label: "Shut" }],
          has: (row, value) => row.state === value }}
        empty={<Empty icon="users" title="Nobody is here" />} />
      <ToastArea toasts={toasts} />
    </LocationProvider>
  );
}

function FormPage() {
  const [isOpen, open] = useState(false);
  const [isEnding, end] = useState(false);
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const [said, say] = useState("");
  const submit = (): Promise<void> => {
    const fields = [{ pointer: "/name", detail: "It is taken" }];
    if (name === "bo") return Promise.reject(new Problem(409, "It is taken", { correlation: "c-17", fields }));
    say((before) => `${before}${name}`);
    return Promise.resolve();
  };
  return (
    <>
      {said === "" && <Button onClick={() => open(true)}>New account</Button>}
      <Button onClick={() => end(true)}>Delete it</Button>
      <FormDialog title="New account" open={isOpen} onClose={() => open(false)} verb="Create" onSubmit={submit}>
        {(refused) => (
          <>
            <TextField label="Note" value={note} onValue={setNote} first={false} />
            <TextField label="Name" value={name} onValue={setName} error={refused("name")} first required />
          </>
        )}
      </FormDialog>
      <FormDialog title="Delete it" open={isEnding} onClose={() => end(false)} verb="Delete" word="ann" onSubmit={() => Promise.resolve()}>
        {() => <p>It does not come back.</p>}
      </FormDialog>
      <output id="said">{said}</output>
    </>
  );
}

export const LISTS: Readonly<Record<string, () => VNode>> = { list: ListPage, "form-dialog": FormPage };
