// A new passkey, made by the browser's own means (WebAuthn).
import { base64url, octetsOf } from "./ask.ts";

export interface OwnChallenge { challenge: string; site: string; name: string; user_handle: string; passkeys: readonly string[] }
export interface NewPasskey { challenge: string; client_data: string; attestation: string }

// What the server knows (RFC 9053): ES256, EdDSA.
const ALGORITHMS = [-7, -8];

// None: it was called off, by whoever sits there or by time, or this device has one already.
export async function makePasskey({ challenge, site, name, user_handle, passkeys }: OwnChallenge): Promise<NewPasskey | null> {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: octetsOf(challenge), rp: { id: site, name: site }, user: { id: octetsOf(user_handle), name, displayName: name },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: passkeys.map((id) => ({ type: "public-key", id: octetsOf(id) })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    },
  }).catch(() => null);
  if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse)) return null;
  return { challenge, client_data: base64url(made.response.clientDataJSON), attestation: base64url(made.response.attestationObject) };
}
