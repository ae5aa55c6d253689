// What is shown once and taken elsewhere: values to be copied, pictures for cameras, and how strong a password is.
import type { VNode } from "preact";
import { Copyable } from "../../shared/ui/Copy.tsx";
import { Scan } from "../../shared/ui/Scan.tsx";
import { Strength } from "../../shared/ui/Strength.tsx";

const URI = "otpauth://totp/home.test:ann%40home.test?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=home.test";

const SecretsPage = () => (
  <div class="stack">
    <Scan uri={URI} secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
      words={{ picture: "Picture for an authenticator app", secret: "Its secret", open: "Open it here" }}>
      Scan the picture, or type the secret.
    </Scan>
    <Copyable titled name="Secret" text="JBSWY3DPEHPK3PXP">JBSW Y3DP EHPK 3PXP</Copyable>
    <Copyable titled name="Record" text={`v=DKIM1; k=ed25519; p=${"0123456789abcdef".repeat(12)}`} />
    {[null, 0, 1, 2, 3, 4].map((score) => <Strength key={score ?? "none"} score={score} />)}
  </div>
);

export const SECRETS: Record<string, () => VNode> = { secrets: SecretsPage };
