// A word that is typed before something is done that cannot be undone: the name of what is lost, as it is or as it is seen.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n.ts";
import { upright } from "../i18n/upright.ts";
import { TextField } from "./Field.tsx";

export interface TypedWord {
  field: ComponentChildren;
  isGiven: () => boolean;  // if not, the field says so
  forget: () => void;
}

// No word: nothing has to be typed.
export function useTypedWord(word: string, more: { first?: boolean; onEnter?: () => void } = {}): TypedWord {
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const isGiven = (): boolean => {
    const given = word === "" || [word, upright(word)].includes(typed.trim());
    setWrong(!given);
    return given;
  };
  const field = word !== "" && (
    <div class="to-confirm">
      <TextField label={t("kit-type-to-confirm", { word })} value={typed} onValue={(value) => { setTyped(value); setWrong(false); }}
        first={more.first ?? false} autocomplete="off" spellcheck={false} error={isWrong ? t("kit-type-differs", { word }) : null}
        onKeyDown={(event) => { if (event.key === "Enter") more.onEnter?.(); }} />
    </div>
  );
  return { field, isGiven, forget: () => { setTyped(""); setWrong(false); } };
}
