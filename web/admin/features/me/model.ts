// What one signs in by, as the server says it.
export interface Passkey { id: string; label: string; added: string; last_used: string | null }
export interface OwnState { second_factor: boolean; recovery_codes_left: number }
export interface Seed { secret: string; uri: string }

export interface OwnChallenge { challenge: string; site: string; name: string; user_handle: string; passkeys: readonly string[] }
export interface NewPasskey { challenge: string; client_data: string; attestation: string }

export const typedCode = (code: string): string => code.replace(/[\s-]/g, "");
