// Values of a list, as they are typed or pasted: parted by commas, semicolons or blanks, each once.
export const pieces = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

export const added = (values: readonly string[], fresh: readonly string[]): string[] => [...new Set([...values, ...fresh])];
