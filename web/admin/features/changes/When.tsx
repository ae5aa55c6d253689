// When something was: to the minute where there is room for it.
import { dateTime, relative } from "../../../shared/i18n/format.ts";

export function When({ at }: { at: string }) {
  return (
    <time dateTime={at}>
      <span class="only-wide">{dateTime(at)}</span><span class="only-narrow">{relative(at, Date.now())}</span>
    </time>
  );
}
