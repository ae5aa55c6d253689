// What a stranger may have written as a part of a file's name.
export const inName = (text: string): string => text.replace(/[^\w.-]/g, "_");

// Text as a file that the reader keeps.
export function saveAs(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Firefox reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
