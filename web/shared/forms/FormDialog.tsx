// A form over the page: what is entered stays until the server has taken it, and what it refuses is told where it was entered.
// Use: <FormDialog title={...} open={isOpen} onClose={...} verb={...} onSubmit={() => add(entered)}>{(refused) => fields}</FormDialog>
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { asProblem, Problem } from "../api/problem.ts";
import { t } from "../i18n/i18n.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { LeftEmpty } from "../ui/Field.tsx";
import { Lasting } from "../ui/Lasting.tsx";
import { Callout } from "../ui/States.tsx";
import { useTypedWord } from "../ui/TypedWord.tsx";
import { useEntered } from "./useEntered.ts";

// What the server says against one member of what was sent.
export type Refused = (member: string) => string | null;

// What the page itself has against one member, told as the server's word is.
export const wrongMember = (member: string, detail: string): Problem => new Problem(0, detail, { fields: [{ pointer: `/${member}`, detail }] });

const emptyIn = (form: HTMLFormElement | null): HTMLInputElement[] =>
  [...form?.querySelectorAll<HTMLInputElement>("input[required]:not(.chips-input), textarea[required]") ?? []]
    .filter((one) => one.value.trim() === "");
const NONE = {};

export interface FormDialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  verb: string;
  danger?: boolean;
  word?: string;  // must be typed first, where what is done cannot be undone
  // Done when it resolves: the dialog closes, save to "stay". What it throws is shown, and nothing that was entered is lost.
  onSubmit: () => Promise<unknown>;
  children: (refused: Refused) => ComponentChildren;
  wide?: boolean;
  passing?: boolean;  // a code, say: nobody minds to enter it again
  progress?: ComponentChildren;  // of work that knows how far it is, and can be stopped; else it is said that it goes on, when it lasts
}

export function FormDialog(props: FormDialogProps) {
  const { title, open, onClose, verb, danger = false, word = "", onSubmit, children, wide = false, passing = false, progress } = props;
  const id = useId();
  const { isAsked, leave, goOn, onInput } = useEntered(open, passing, onClose);
  const isSent = useRef(false);  // at once: a second press may come before anything is drawn
  const [since, setSince] = useState(0);  // it is sent, and not answered
  const busy = since !== 0;
  const [problem, setProblem] = useState<Problem | null>(null);
  const typed = useTypedWord(word);
  const [leftEmpty, setLeftEmpty] = useState<Readonly<Record<string, string>>>(NONE);
  const form = useRef<HTMLFormElement>(null);
  const [isAtField, setAtField] = useState(false);  // what is wrong is told there, and not a second time above
  useEffect(() => { if (open) setProblem(null); setLeftEmpty(NONE); typed.forget(); }, [open]);
  useLayoutEffect(() => {
    const told = [...form.current?.querySelectorAll(".field-error") ?? []].some((one) => one.textContent === problem?.message);
    setAtField(told);
    if (told) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [problem]);
  const refused: Refused = (member) => problem?.fields.find((field) => field.pointer === `/${member}`)?.detail ?? null;
  // Who is signed out is asked over the form to sign in, and goes on then: of that nothing is to stay in it.
  const refuse = (why: Problem): void => setProblem(why.isSignedOut ? null : why);
  const submit = (): void => {
    // Of what the page itself finds wrong in a field its own words say more.
    const isTold = (one: HTMLInputElement): boolean => one.ariaInvalid !== null && !(one.id in leftEmpty) && !problem?.fields.length;
    const empty = emptyIn(form.current).filter((one) => !isTold(one));
    setLeftEmpty(Object.fromEntries(empty.map((one) => [one.id, t("forms-left-empty")])));
    if (empty.length > 0) {
      setProblem(null);
      return empty[0]?.focus();
    }
    if (isSent.current || !typed.isGiven()) return;
    isSent.current = true;
    setSince(Date.now());
    setProblem(null);
    onSubmit().then((done) => { if (done !== "stay") onClose(); }, (error: unknown) => refuse(asProblem(error)))
      .finally(() => { isSent.current = false; setSince(0); });
  };
  const acts = isAsked ? <Unsaved goOn={goOn} discard={onClose} /> : (
    <>
      <Button onClick={onClose}>{t("kit-cancel")}</Button>
      <Button kind={danger || word !== "" ? "danger" : "primary"} busy={busy} type="submit" form={id}>{verb}</Button>
    </>
  );
  return (
    <Dialog title={title} open={open} onClose={onClose} onLeave={isAsked ? goOn : leave} wide={wide} actions={acts}>
      <form id={id} ref={form} class="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}
        onInput={(event) => { setLeftEmpty(NONE); onInput(event); }}>
        {problem && !isAtField && (
          <Callout verdict="bad" urgent>
            {problem.message}{problem.correlation && <code class="dim small">{problem.correlation}</code>}
          </Callout>
        )}
        {open && <LeftEmpty.Provider value={leftEmpty}>{children(refused)}</LeftEmpty.Provider>}
        {open && typed.field}
        {progress === undefined ? <Lasting label={verb} work={busy ? { done: 0, total: null, since } : null} /> : progress}
      </form>
    </Dialog>
  );
}

// In place of what else can be done, until it is answered.
function Unsaved({ goOn, discard }: { goOn: () => void; discard: () => void }) {
  const own = useRef<HTMLDivElement>(null);
  const before = useRef(document.activeElement);
  useEffect(() => {
    own.current?.querySelector("button")?.focus();
    return () => { if (before.current instanceof HTMLElement) before.current.focus(); };
  }, []);
  return (
    <div ref={own} class="row" role="alert">
      <span>{t("forms-entered")}</span>
      <Button onClick={goOn}>{t("forms-go-on")}</Button>
      <Button kind="danger" onClick={discard}>{t("forms-discard")}</Button>
    </div>
  );
}
