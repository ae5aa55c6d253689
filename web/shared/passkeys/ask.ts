// Signing in with a passkey, by the browser's own means (WebAuthn). The passkey knows who one is: no name is asked for.
export interface PasskeyAnswer {
  challenge: string;
  credential: string;
  client_data: string;
  authenticator_data: string;
  signature: string;
}

export function base64url(octets: ArrayBuffer): string {
  const text = Array.from(new Uint8Array(octets), (octet) => String.fromCharCode(octet)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function octetsOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

export const hasPasskeys = (): boolean => typeof PublicKeyCredential === "function";

// None: it was called off, by whoever sits there or by time.
export async function askPasskey(challenge: string, site: string): Promise<PasskeyAnswer | null> {
  const found = await navigator.credentials.get({
    publicKey: { challenge: octetsOf(challenge), rpId: site, userVerification: "required" },
  }).catch(() => null);
  if (!(found instanceof PublicKeyCredential) || !(found.response instanceof AuthenticatorAssertionResponse)) return null;
  return {
    challenge,
    credential: base64url(found.rawId),
    client_data: base64url(found.response.clientDataJSON),
    authenticator_data: base64url(found.response.authenticatorData),
    signature: base64url(found.response.signature),
  };
}
