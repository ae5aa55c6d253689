// A domain goes, with all who are in it by now: what goes is read as one is about to do it, and that and no more is deleted.
import { useRef } from "preact/hooks";
import { asProblem } from "../../../shared/api/problem.ts";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { number } from "../../../shared/i18n/format.ts";
import { t } from "../../../shared/i18n/i18n.ts";
import { Failed, Skeleton } from "../../../shared/ui/States.tsx";
import type { PageProps } from "../../pages.ts";
import { useLoaded } from "../../shell/Loaded.tsx";
import { deleteDomain, domainNamed } from "./api.ts";
import { pathOfDomain } from "./DomainPage.tsx";
import type { DomainInFull } from "./model.ts";

const isShown = (name: string): boolean => `${location.pathname}/`.startsWith(`${pathOfDomain(name)}/`);

// `read`: the page's own, of a domain that is not as it was.
export interface DeleteDialogProps extends Pick<PageProps, "toasts" | "go"> {
  name: string; open: boolean; onClose: () => void; read: () => Promise<void>;
}

export function DeleteDialog({ name, open, onClose, read, toasts, go }: DeleteDialogProps) {
  const going = useLoaded(async () => (open ? domainNamed(name) : null), [name, open]);
  const isOpen = useRef(open);
  isOpen.current = open;
  const remove = async (): Promise<unknown> => {
    if (!going.data || going.problem) return "stay";  // nobody has seen what goes
    const { domain, tag } = going.data;
    try {
      await deleteDomain(name, domain.accounts > 0, tag);
    } catch (error) {
      if (!isOpen.current || !isShown(name)) toasts.add(asProblem(error).message, { kind: "bad" });
      await Promise.all([going.read(), read()]);
      throw error;
    }
    toasts.add(t("domains-deleted", { name }));
    if (isShown(name)) go("/admin/domains");  // it may have lasted, and he is elsewhere
    return undefined;
  };
  return (
    <FormDialog title={t("domains-delete-title", { name })} open={open} onClose={onClose} verb={t("domains-delete")} word={name} danger
      onSubmit={remove}>
      {() => (
        <>
          {going.problem && <Failed what={t("domains-not-read")} why={going.problem.message} correlation={going.problem.correlation}
            onRetry={() => void going.read()} />}
          {going.data ? <WhatGoes domain={going.data.domain} /> : !going.problem && <Skeleton rows={2} />}
        </>
      )}
    </FormDialog>
  );
}

// What a domain takes with it, so that nobody loses by its name what he has not seen.
function WhatGoes({ domain: { accounts, aliases } }: { domain: DomainInFull }) {
  return (
    <div class="stack">
      {accounts > 0 && <p class="strong">{t("domains-delete-accounts", { count: accounts, number: number(accounts) })}</p>}
      {aliases > 0 && <p>{t("domains-delete-aliases", { count: aliases, number: number(aliases) })}</p>}
      <p>{t("domains-delete-about")}</p>
    </div>
  );
}
