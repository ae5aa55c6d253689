// Settings by room or all of them, found by any of their words.
import { Fragment, type ComponentChildren } from "preact";
import { Draft } from "../../../shared/forms/draft.ts";
import { SaveBar, SettingsForm, type Planned } from "../../../shared/forms/SettingsForm.tsx";
import type { Setting, SettingsSchema } from "../../../shared/forms/schema.ts";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { PageHead } from "../../../shared/shell/Shell.tsx";
import { TextField } from "../../../shared/ui/Field.tsx";
import { Empty } from "../../../shared/ui/States.tsx";
import { LongPage, useGrowing } from "../../../shared/ui/useGrowing.ts";
import { hardeningOf } from "./hardening.ts";
import { roomsWith, type RoomRow } from "./model.ts";
import { Sections } from "./Sections.tsx";
import "./settings.css";

export interface SettingsViewProps {
  schema: SettingsSchema;
  settings: readonly Setting[];
  draft: Draft;
  room: string;
  search: string;
  onSearch: (search: string) => void;
  onSave: () => Promise<void>;
  plan?: (() => Promise<Planned>) | undefined;
  go: (path: string) => void;
  about?: ((room: string) => ComponentChildren) | undefined;  // what is said of a room, above its settings
  more?: ((room: string, draft: Draft) => ComponentChildren) | undefined;  // what belongs to a room and is no setting
}

const EVERY = "every";  // of all rooms, one below the other

export function SettingsView({ schema, settings, draft, room, search, onSearch, onSave, plan, go, about, more }: SettingsViewProps) {
  const rows = roomsWith(schema, settings, search);
  const isHardening = room === "" && search === "";
  const chosen = rows.find((row) => row.room.room === room) ?? rows[0];
  const isEvery = room === EVERY || (room === "" && search !== "");  // what is looked for may be anywhere
  const isAt = (row: RoomRow): boolean => !isHardening && !isEvery && row === chosen;
  const upTo = useGrowing(isEvery ? rows.length : 1, 1);
  const count = rows.reduce((sum, row) => sum + row.found, 0);
  const pathOf = (name: string): string =>
    `/admin/settings${name && "/"}${encodeURIComponent(name)}${search ? `?find=${encodeURIComponent(search)}` : ""}`;
  return (
    <>
      <PageHead title={t("settings-title")} about={t("settings-about")} />
      <div class="settings-search">
        <TextField label={t("settings-find")} value={search} onValue={onSearch} inputMode="search" spellcheck={false} />
      </div>
      {!chosen ? <Empty icon="search" title={t("forms-no-match")} /> : (
        <div class="settings-page">
          <nav class="settings-rooms" aria-label={t("settings-rooms")}>
            <ul>
              {search === "" && (
                <li>
                  <a class="settings-room" href="/admin/settings" aria-current={isHardening ? "page" : undefined}>
                    <span>{t("settings-hardening")}</span>
                  </a>
                </li>
              )}
              <li>
                <a class="settings-room" href={pathOf(EVERY)} aria-current={isEvery ? "page" : undefined}>
                  <span>{t("settings-every")}</span>
                  <span class="dim small">{number(count)}</span>
                </a>
              </li>
              {rows.map((row) => (
                <li key={row.room.room}>
                  <a class="settings-room" href={pathOf(row.room.room)} aria-current={isAt(row) ? "page" : undefined}>
                    <span class="settings-named">
                      <span>{row.title}</span>
                      {row.drifted > 0 && <span class="mark drift">{t("settings-drifted", { count: row.drifted })}</span>}
                    </span>
                    <span class="dim small">{number(row.found)}</span>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <label class="settings-narrow">
            <span class="strong">{t("settings-rooms")}</span>
            <select class="input" value={isHardening ? "" : isEvery ? EVERY : chosen.room.room}
              onChange={(event) => go(pathOf(event.currentTarget.value))}>
              {search === "" && <option value="">{t("settings-hardening")}</option>}
              <option value={EVERY}>{t("settings-every")}</option>
              {rows.map((row) => <option key={row.room.room} value={row.room.room}>{row.title}</option>)}
            </select>
          </label>
          {isHardening ? (
            <div class="stack">
              <p class="dim">{t("settings-hardening-about")}</p>
              <Sections draft={draft} sections={hardeningOf(schema)} />
              <div class="panel settings-form settings-save"><SaveBar draft={draft} plan={plan} onSave={onSave} /></div>
            </div>
          ) : (
            <div class="stack">
              <div class="panel settings-form">
                <LongPage.Provider value={isEvery}>
                  {(isEvery ? rows.slice(0, upTo) : [chosen]).map((row) => (
                    <Fragment key={row.room.room}>
                      <div class="settings-heading stack"><h2>{row.title}</h2>{about?.(row.room.room)}</div>
                      <SettingsForm draft={draft} room={row.room} search={search} />
                    </Fragment>
                  ))}
                </LongPage.Provider>
                <SaveBar draft={draft} plan={plan} onSave={onSave} />
              </div>
              {!isEvery && more?.(chosen.room.room, draft)}
            </div>
          )}
        </div>
      )}
    </>
  );
}
