// What the pages of rules ask the server. All rules are one setting: whoever changes one of them changes it as it is at that moment.
import { api, ifMatch, Problem, tagOf } from "../../../shared/api/client.ts";
import type { Page } from "../../../shared/api/list.ts";
import { turns } from "../../../shared/api/turns.ts";
import type { FieldSchema, Setting, SettingsSchema } from "../../../shared/forms/schema.ts";
import { spokenSchema } from "../../../shared/forms/spoken.ts";
import { rowsOf, rulesIn, SETTING, type Rewrite, type Rule, type RuleChange, type RuleRecord, type RuleRow } from "./model.ts";
import type { Simulated, Span, Trial } from "./simulation.model.ts";

type OfSetting = Pick<Setting, "value" | "shipped">;

const MOST = 1000;  // the setting holds 200 at most

export async function rules(): Promise<readonly Rule[]> {
  const { data } = await api.GET("/api/v1/ids/rules", { params: { query: { limit: MOST } } });
  return (data as Page<Rule>).items;
}

async function setting(): Promise<OfSetting & { tag: string }> {
  const { data, response } = await api.GET("/api/v1/settings/{key}", { params: { path: { key: SETTING } } });
  return { ...data as OfSetting, tag: tagOf(response) };
}

// `mayRead`: settings have readers of their own.
export async function ruleRows(mayRead: boolean): Promise<RuleRow[]> {
  const [all, of] = await Promise.all([rules(), mayRead ? setting() : null]);
  return rowsOf(all, of);
}

export interface Editable { rules: readonly RuleRecord[]; shipped: readonly RuleRecord[]; fields: readonly FieldSchema[] }

let declared: Promise<readonly FieldSchema[]> | null = null;

function fields(): Promise<readonly FieldSchema[]> {
  declared ??= api.GET("/api/v1/settings-schema").then(({ data }) => {
    const room = spokenSchema(data as SettingsSchema).rooms.find((one) => one.room === "guard");
    return room?.fields.find((field) => field.key === "rules")?.fields ?? [];
  });
  declared.catch(() => { declared = null; });
  return declared;
}

export async function editable(): Promise<Editable> {
  const [told, of] = await Promise.all([fields(), setting()]);
  return { rules: rulesIn(of.value), shipped: rulesIn(of.shipped), fields: told };
}

const put = (value: string, tag: string): Promise<unknown> =>
  api.PUT("/api/v1/settings/{key}", { params: { path: { key: SETTING }, header: ifMatch(tag) }, body: { value } });

const TRIES = 3;

async function rewritten(rewrite: Rewrite): Promise<void> {
  for (let left = TRIES; ; --left) {
    const { value, tag } = await setting();
    try {
      await put(JSON.stringify(rewrite(rulesIn(value))), tag);
      return;
    } catch (error) {
      if (!(error instanceof Problem && error.isChangedMeanwhile) || left === 1) throw error;
    }
  }
}

// One after another: several rules of a list are changed with one press.
const inTurn = turns();
export const change = (rewrite: Rewrite): Promise<void> => inTurn(() => rewritten(rewrite));

export const shippedRule = async (id: string): Promise<RuleRecord | undefined> =>
  rulesIn((await setting()).shipped).find((rule) => rule["id"] === id);

export async function planPreset(set: string): Promise<readonly RuleChange[]> {
  const { data } = await api.GET("/api/v1/ids/presets/{set}", { params: { path: { set } } });
  return data as RuleChange[];
}

// The way back is the list as it was, where one may read it.
export async function choosePreset(set: string, mayUndo: boolean): Promise<(() => Promise<void>) | undefined> {
  const was = mayUndo ? rulesIn((await setting()).value) : null;
  await api.PUT("/api/v1/ids/preset", { body: { set } });
  return was ? () => change(() => was) : undefined;
}

export async function simulate(rule: string, since: Span, trial: Trial | null, signal: AbortSignal): Promise<Simulated> {
  const tried = trial && (trial.edited === null ? { threshold: trial.threshold, minutes: trial.minutes } : { edited: trial.edited });
  const { data } = await api.GET("/api/v1/ids/rules/{rule}/simulation", { params: { path: { rule }, query: { since, ...tried } }, signal });
  return data as Simulated;
}
