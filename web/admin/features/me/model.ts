// What one signs in by, as the server says it.
export interface OwnState { second_factor: boolean; recovery_codes_left: number }
export interface Seed { secret: string; uri: string }

export const typedCode = (code: string): string => code.replace(/[\s-]/g, "");
