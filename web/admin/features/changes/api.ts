// What the page of changes asks the server.
import { api } from "../../../shared/api/client.ts";
import { MOST_ROWS } from "../../../shared/api/list.ts";
import { folded } from "./folded.ts";
import { linesOf, newSince, type LogLine, type Proof, type SettingsChange, type UndoPlan } from "./model.ts";

export async function settingsChanges(signal?: AbortSignal): Promise<readonly SettingsChange[]> {
  const { data } = await api.GET("/api/v1/settings-history", signal ? { signal } : {});
  return data as SettingsChange[];
}

export async function planUndo(number: number): Promise<UndoPlan> {
  const { data } = await api.GET("/api/v1/settings-history/{number}/undo", { params: { path: { number } } });
  return data as UndoPlan;
}

// That change alone, if its plan was seen to take back what was changed since: that too. Gives the change that this made.
export async function undoAlone(number: number, even_if_changed: boolean, even_me: boolean): Promise<SettingsChange | undefined> {
  const before = await settingsChanges();
  await api.POST("/api/v1/settings-history/{number}/undo", { params: { path: { number } }, body: { even_if_changed, even_me } });
  return newSince(await settingsChanges(), before);
}

// All settings as they were before that change. Gives the change that this made; nothing where nothing differed.
export async function rollBack(number: number, even_me: boolean): Promise<SettingsChange | undefined> {
  const before = await settingsChanges();
  await api.POST("/api/v1/settings-history/{number}/rollback", { params: { path: { number } }, body: { even_me } });
  return newSince(await settingsChanges(), before);
}

// `since`: "30d"; none: as far back as the log is kept.
export async function administrationLog(since: string): Promise<readonly LogLine[]> {
  const query = { logs: ["administration"], raw: true, limit: MOST_ROWS, ...(since && { since }) };
  const { data } = await api.GET("/api/v1/logs", { params: { query } });
  return folded(linesOf(data as unknown[]));
}

export async function verify(): Promise<Proof> {
  const { data } = await api.GET("/api/v1/logs/verification");
  return data as Proof;
}
