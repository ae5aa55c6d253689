// How strong a password is, from 0 to 4, in a bar and in a word.
import { t } from "../i18n/i18n.ts";
import "./strength.css";

export function Strength({ score }: { score: number | null }) {
  return (
    <div class={`strength s${score ?? 0}`} role="status">
      <span class="strength-bar" aria-hidden="true">
        {[1, 2, 3, 4].map((step) => <span key={step} class={score !== null && score >= step ? "strength-step on" : "strength-step"} />)}
      </span>
      <span class="small">{score === null ? t("kit-strength-none") : t(`kit-strength-${score}`)}</span>
    </div>
  );
}
