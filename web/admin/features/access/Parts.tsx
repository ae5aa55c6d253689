// What the forms of these lists have in common: how long, whom to ask, and how large a network is.
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { SelectField, TextField } from "../../../shared/ui/Field.tsx";
import { Callout } from "../../../shared/ui/States.tsx";
import { isTyped, largeNetwork } from "./model.ts";

const SPANS = ["1h", "24h", "7d", "30d", "365d", ""];

// `kept`: what is left of the entry that is being changed, which is none of the usual spans.
interface SpanFieldProps { value: string; onValue: (value: string) => void; kept: string; endless?: boolean }

export function SpanField({ value, onValue, kept, endless = true }: SpanFieldProps) {
  const choices = SPANS.filter((span) => endless || span !== "").map((span) => ({ value: span, label: t(`access-lasts-${span || "for-good"}`) }));
  const all = kept === "" ? choices : [{ value: kept, label: t("access-lasts-kept") }, ...choices];
  return <SelectField label={t("access-lasts")} value={value} onValue={onValue} choices={all} />;
}

interface WhoseProps { owner: string; description: string; change: (some: { owner?: string; description?: string }) => void }

export function WhoseFields({ owner, description, change }: WhoseProps) {
  return (
    <>
      <TextField label={t("access-description")} help={t("access-description-help")} value={description}
        onValue={(value) => change({ description: value })} />
      <TextField label={t("access-owner")} help={t("access-owner-help")} value={owner} onValue={(value) => change({ owner: value })} />
    </>
  );
}

// A wide network is most often a slip: who means it says how many it has.
export function SizeField({ network, typed, onType }: { network: string; typed: string; onType: (typed: string) => void }) {
  const large = largeNetwork(network.trim());
  if (!large) return null;
  const count = number(Number(large.count));
  return (
    <>
      <Callout verdict="bad">{t(`access-large-${large.unit}`, { count })}</Callout>
      <TextField label={t("kit-type-to-confirm", { word: count })} value={typed} onValue={onType} inputMode="numeric" autocomplete="off"
        spellcheck={false} />
    </>
  );
}

// Thrown by a form that is sent before that was typed.
export function refuseUntyped(network: string, typed: string): void {
  const large = largeNetwork(network.trim());
  if (large && !isTyped(typed, large)) throw new Error(t("kit-type-differs", { word: number(Number(large.count)) }));
}
