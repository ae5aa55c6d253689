// What is blocked is let in and spared the rules of that kind, for a while: what nobody looks at again is to end by itself.
import { useEffect, useState } from "preact/hooks";
import { FormDialog } from "../../../shared/forms/FormDialog.tsx";
import { t } from "../../../shared/i18n/i18n.ts";
import { perform, takeBack, type Back } from "../../../shared/list/acts.ts";
import { useWork } from "../../../shared/list/useWork.tsx";
import { blockAgain, trust } from "./api.ts";
import type { Block } from "./model.ts";
import { SpanField } from "./SpanField.tsx";

const A_MONTH = "30d";

async function trusted(block: Block, span: string): Promise<Back> {
  const distrust = await trust(block.subject, span, t("blocks-was-blocked", { rule: block.rule }));
  return async () => { await distrust(); await blockAgain(block); };
}

export interface TrustDialogProps { blocks: readonly Block[]; onClose: () => void; onDone: (count: number, undo: Back) => void }

// Of those that could not be trusted the first is told; the others are, and can be taken back.
export function TrustDialog({ blocks, onClose, onDone }: TrustDialogProps) {
  const [span, choose] = useState(A_MONTH);
  const { through, busy } = useWork();
  const isOpen = blocks.length > 0;
  useEffect(() => { if (isOpen) choose(A_MONTH); }, [isOpen]);
  const submit = async (): Promise<void> => {
    const done = await through(t("blocks-trust"), blocks.length, (going) => perform({ run: (one: Block) => trusted(one, span) }, blocks, going));
    if (done.count > 0) onDone(done.count, (going) => takeBack(done.backs, going));
    if (done.problem) throw done.problem;
  };
  return (
    <FormDialog title={t("blocks-trust-title", { count: blocks.length })} open={isOpen} onClose={onClose} verb={t("blocks-trust")} onSubmit={submit}
      progress={busy}>
      {() => (
        <>
          <p class="dim">{t("blocks-trust-about")}</p>
          <SpanField value={span} onValue={choose} />
        </>
      )}
    </FormDialog>
  );
}
