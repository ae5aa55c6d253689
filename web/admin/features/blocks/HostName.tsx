// By which name the DNS knows an address: asked when it is looked at, and shown as the text that it is, for whoever has the address chose it.
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../shared/i18n/i18n.ts";
import { hostOf } from "./api.ts";
import type { Host } from "./model.ts";

// What could not be asked has no name either.
const nameless = (address: string): Host => ({ address, name: "", found: "unknown" });

export function HostName({ address }: { address: string }) {
  const [host, setHost] = useState<Host | null>(null);
  useEffect(() => {
    setHost(null);
    let isWanted = true;
    const know = (one: Host): void => { if (isWanted) setHost(one); };
    hostOf(address).then(know, () => know(nameless(address)));
    return () => { isWanted = false; };
  }, [address]);
  if (!host) return <span class="dim">{t("blocks-host-asked")}</span>;
  if (host.name === "") return <span class="dim">{t(`blocks-host-${host.found}`)}</span>;
  return <><bdi class="mono">{host.name}</bdi> <span class="dim">{t(`blocks-host-${host.found}`)}</span></>;
}
