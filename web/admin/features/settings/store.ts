// The settings as they are and as they are being changed. It outlives the page that shows them: who looks at another page finds what was
// entered when he comes back. What was saved stands at once, whenever the settings are read again.
import { signal } from "@preact/signals";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { Draft } from "../../../shared/forms/draft.ts";
import type { Planned } from "../../../shared/forms/SettingsForm.tsx";
import type { SettingsSchema } from "../../../shared/forms/schema.ts";
import type { Applied, Settings, SettingsApi } from "./api.ts";
import { refusalIn } from "./model.ts";

export interface Loaded extends Settings { schema: SettingsSchema; draft: Draft }

export type Outcome =
  | { kind: "saved"; count: number; undo?: () => Promise<Outcome> }  // where there is something to take back
  | { kind: "undone" }
  | { kind: "changed-meanwhile" }  // nothing was saved; both are shown
  | { kind: "refused"; why: string; insist?: () => Promise<Outcome> }  // it would shut out who asks for it
  | { kind: "not-insisted" };  // nothing was saved: what was refused is not what is entered now

// What was refused is sent once more as it was, or not at all.
interface Sent { draft: Draft; tag: string; file: string; entries: ReadonlyMap<string, string> }

const UNREAD = "";  // the tag of settings that were saved, and not read since

export class SettingsStore {
  readonly loaded = signal<Loaded | null>(null);
  readonly problem = signal<Problem | null>(null);
  private readonly api: SettingsApi;
  private looks = 0;  // what an earlier look brings after a later one is old
  private looking: Promise<unknown> = Promise.resolve();

  constructor(api: SettingsApi) {
    this.api = api;
  }

  async load(): Promise<void> {
    this.problem.value = null;
    try {
      const [schema, settings] = await Promise.all([this.api.schema(), this.api.settings()]);
      this.loaded.value = { schema, ...settings, draft: new Draft(schema.rooms, settings.settings) };
    } catch (error) {
      this.problem.value = asProblem(error);
    }
  }

  // What is there now, under what is being entered.
  private async refresh(): Promise<void> {
    const before = this.loaded.value;
    if (!before) return;
    const look = ++this.looks;
    const settings = await this.api.settings();
    if (look !== this.looks || this.loaded.value?.draft !== before.draft) return;
    before.draft.refresh(settings.settings);
    this.loaded.value = { ...before, ...settings };
  }

  async save(): Promise<Outcome> {
    await this.looking;
    try {
      if (this.loaded.value?.tag === UNREAD) await this.refresh();
    } catch (error) {
      return { kind: "refused", why: asProblem(error).message };
    }
    const now = this.loaded.value;
    if (!now) return { kind: "refused", why: "" };
    const { draft, tag } = now;
    if (draft.conflicts.value.length > 0) return { kind: "changed-meanwhile" };
    return this.send({ draft, tag, file: draft.file(), entries: draft.entries() }, false);
  }

  private async send(sent: Sent, evenMe: boolean): Promise<Outcome> {
    const { draft, tag, file, entries } = sent;
    let applied: Applied;
    try {
      applied = await this.api.apply(file, tag, evenMe);
    } catch (error) {
      return this.refused(asProblem(error), sent);
    }
    draft.keep(entries, applied.values, applied.change);
    if (this.loaded.value?.draft === draft) this.loaded.value = { ...this.loaded.value, settings: draft.settings, tag: UNREAD };
    this.looking = this.refresh().catch(() => null);  // what was saved is saved, whether or not that comes
    const count = entries.size;
    const { change } = applied;
    // Nothing was changed, or the server does not know its number.
    return change === null ? { kind: "saved", count } : { kind: "saved", count, undo: () => this.undo(change) };
  }

  private async insist(sent: Sent): Promise<Outcome> {
    const { draft, file } = sent;
    const isAsRefused = this.loaded.value?.draft === draft && draft.canSave && draft.file() === file;
    return isAsRefused ? this.send(sent, true) : { kind: "not-insisted" };
  }

  // Before anything is saved: what the server would refuse stands at its field, and what it has to say at the change.
  async plan(): Promise<Planned> {
    const draft = this.loaded.value?.draft;
    if (!draft) return { notes: new Map() };
    try {
      return { notes: await this.api.plan(draft.file()) };
    } catch (error) {
      const why = asProblem(error).message;
      const refusal = refusalIn(why, draft.fields.keys());
      if (refusal) draft.refuse(refusal.key, refusal.why);
      return { notes: new Map(), refused: why };
    }
  }

  private async refused(problem: Problem, sent: Sent): Promise<Outcome> {
    const { draft } = sent;
    const refusal = refusalIn(problem.message, draft.fields.keys());
    if (refusal) draft.refuse(refusal.key, refusal.why);
    if (problem.mayInsist) return { kind: "refused", why: problem.message, insist: () => this.insist(sent) };
    if (!problem.isChangedMeanwhile) return { kind: "refused", why: problem.message };
    await this.refresh().catch(() => null);
    return { kind: "changed-meanwhile" };
  }

  // By the server, which has what a secret was, and knows whether somebody has changed it since.
  private async undo(change: number): Promise<Outcome> {
    try {
      await this.api.undo(change);
      await this.refresh();
      return { kind: "undone" };
    } catch (error) {
      return { kind: "refused", why: asProblem(error).message };
    }
  }
}
