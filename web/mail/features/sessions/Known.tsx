// From where, and with which browsers, one is known, and the way to have one forgotten.
import { useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { factsOfDevice, forgetDevice, knownDevices, nameOfDevice, type KnownDevice } from "../../../shared/sessions/known.ts";
import { Button, IconButton } from "../../../shared/ui/Button.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { Failed, Skeleton } from "../../../shared/ui/States.tsx";
import type { Toasts } from "../../../shared/ui/toast.model.ts";
import "./known.css";

const FIRST = 10;

export function Known({ account, toasts }: { account: string; toasts: Toasts }) {
  const [known, setKnown] = useState<readonly KnownDevice[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAll, showAll] = useState(false);
  const read = (): void => {
    setProblem(null);
    knownDevices(account).then(setKnown, (error: unknown) => setProblem(asProblem(error)));
  };
  useEffect(read, [account]);
  const forget = (one: KnownDevice): void => {
    forgetDevice(account, one.id).then(() => toasts.add(t("known-forgotten", { name: nameOfDevice(one) })),
      (error: unknown) => toasts.add(asProblem(error).message, { kind: "bad" })).finally(read);
  };
  return (
    <section class="panel stack" aria-labelledby="known">
      <h2 id="known">{t("known-title")}</h2>
      <p class="dim">{t("known-about")}</p>
      {problem && <Failed what={t("known-not-read")} why={problem.message} correlation={problem.correlation} onRetry={read} />}
      {!known && !problem && <Skeleton rows={3} />}
      {known?.length === 0 && <p class="dim">{t("known-none")}</p>}
      {known && known.length > 0 && (
        <ul>{(isAll ? known : known.slice(0, FIRST)).map((one) => <Row key={one.id} device={one} onForget={() => forget(one)} />)}</ul>
      )}
      {known && known.length > FIRST && !isAll && (
        <div class="row"><Button onClick={() => showAll(true)}>{t("known-all", { count: known.length })}</Button></div>
      )}
    </section>
  );
}

function Row({ device, onForget }: { device: KnownDevice; onForget: () => void }) {
  const name = nameOfDevice(device);
  return (
    <li class="known">
      <Icon name={device.kind === "browser" ? "monitor" : "globe"} size={20} />
      <span class="known-words">
        <span class={device.kind === "browser" ? "strong" : "mono"}>{name}</span>
        <span class="dim small">{factsOfDevice(device).filter(Boolean).join(" · ")}</span>
      </span>
      <IconButton icon="trash-2" label={t("known-forget-one", { name })} onClick={onForget} />
    </li>
  );
}
