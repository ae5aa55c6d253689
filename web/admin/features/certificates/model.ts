// Certificates as they are in use, and what may be one before it is sent.
import { LARGEST } from "../../../shared/forms/pem.ts";

export interface Certificate {
  names: readonly string[];
  source: string;  // "own", "installed", or the path of its file
  issuer: string;
  not_before: string;
  not_after: string;
  sha256: string;
  isDefault: boolean;
}

// The first is shown to whoever asks for no name that another covers.
export const listed = (answer: readonly Omit<Certificate, "isDefault">[]): Certificate[] =>
  answer.map((one, index) => ({ ...one, isDefault: index === 0 }));

const SOON = 21 * 86_400_000;

export function stateOf(one: Certificate, now: number): "over" | "soon" | "holds" {
  if (Date.parse(one.not_before) > now) return "over";
  const left = Date.parse(one.not_after) - now;
  return left <= 0 ? "over" : left < SOON ? "soon" : "holds";
}

export type Kind = "own" | "installed" | "file";
export const kindOf = ({ source }: Pick<Certificate, "source">): Kind => (source === "own" || source === "installed" ? source : "file");

export function isOfKind(one: Certificate, kind: string, now: number): boolean {
  return kind === "" || (kind === "ending" ? stateOf(one, now) !== "holds" : kindOf(one) === kind);
}

// In pairs, as other tools print it.
export const paired = (digest: string): string => digest.toUpperCase().match(/../g)?.join(":") ?? "";

export const FORMS = ["pem", "pfx"] as const;
export type Form = (typeof FORMS)[number];

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----/;
const KEY = /-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----[\sA-Za-z0-9+/=]+-----END \1-----/;

// A key of the words for what is wrong; none: it may be sent, and the server looks closer.
export function wrongWithChain(text: string): string | null {
  if (text.trim() === "") return "certs-empty";
  if (text.length > LARGEST) return "forms-pem-too-large";
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return "certs-key-in-chain";
  return CERTIFICATE.test(text) ? null : "certs-no-certificate";
}

export function wrongWithKey(text: string): string | null {
  if (text.trim() === "") return "certs-empty";
  if (text.length > LARGEST) return "forms-pem-too-large";
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(text)) return "certs-key-encrypted";
  return KEY.test(text) ? null : "certs-no-key";
}
