// From where, and with which browsers, an account is known, and the way to have one forgotten.
import { useLoaded } from "../api/useLoaded.ts";
import { t } from "../i18n/i18n.ts";
import type { Act } from "../list/acts.ts";
import { Entries } from "../list/Entries.tsx";
import { Failed, Skeleton } from "../ui/States.tsx";
import type { Toasts } from "../ui/toast.model.ts";
import { factsOfDevice, forgetDevice, knownDevices, nameOfDevice, type KnownDevice } from "./known.ts";

const FIRST = 10;

export interface KnownDevicesProps { address: string; may: boolean; toasts: Toasts }

export function KnownDevices({ address, may, toasts }: KnownDevicesProps) {
  const { data: known, problem, read } = useLoaded(() => knownDevices(address), [address]);
  const forget: Act<KnownDevice> = {
    key: "forget", label: t("known-forget"), icon: "trash-2", done: () => t("known-forgotten"),
    async run(one) { await forgetDevice(address, one.id); return undefined; },
  };
  if (problem) {
    return <Failed what={t("known-not-read")} why={problem.message} correlation={problem.correlation} onRetry={() => void read()} />;
  }
  if (!known) return <Skeleton rows={3} />;
  return (
    <Entries<KnownDevice> label={t("known-title")} rows={known} keyOf={(one) => one.id} acts={may ? [forget] : []} toasts={toasts}
      onDone={() => void read()} none={t("known-none")} first={FIRST}
      entry={(one) => ({ title: nameOfDevice(one), name: nameOfDevice(one), facts: factsOfDevice(one) })} />
  );
}
