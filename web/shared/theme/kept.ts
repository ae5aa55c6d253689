// What this browser keeps for a reader: how pages look and speak, never what they show. Where storage is refused, nothing is kept.
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing shows the system's theme and language.
  }
}
