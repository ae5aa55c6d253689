// What asks whether it is still oneself, with a server that is made up here: it takes 123456, and "right".
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { PasswordDialog } from "../../mail/shell/PasswordDialog.tsx";
import { Proving, ProofDialog } from "../../shared/shell/ProofDialog.tsx";
import { Button } from "../../shared/ui/Button.tsx";

const refusal = (): Response => new Response(JSON.stringify({ status: 403, detail: "That did not work" }),
  { status: 403, headers: { "Content-Type": "application/problem+json" } });

async function answer(request: Request): Promise<Response> {
  if (request.method === "GET") return Response.json({ second_factor: true });
  const { code, password = "right" } = await request.json() as { code?: string; password?: string };
  return code === "123456" && password === "right" ? new Response(null, { status: 204 }) : refusal();
}

function Asked({ isPerson = false }: { isPerson?: boolean }) {
  const proving = useMemo(() => new Proving(), []);
  const [said, say] = useState("");
  const ask = (): void => { void proving.ask().then((isShown) => say(isShown ? "shown" : "not shown")); };
  useEffect(() => {
    window.fetch = (request) => answer(request as Request);
    ask();
  }, []);
  return (
    <>
      <Button onClick={ask}>Remove carol</Button>
      {isPerson ? <PasswordDialog proving={proving} account="ann@example.org" /> : <ProofDialog proving={proving} />}
      <output id="said">{said}</output>
    </>
  );
}

export const PROOFS: Record<string, () => VNode> = { proof: () => <Asked />, "proof-password": () => <Asked isPerson /> };
