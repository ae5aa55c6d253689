// A page that cannot show itself, for its words did not come, or its script: what stands in its HTML (unloaded.html) says so, in each language.
// It is no word of locales, for those are fetched; and it is in the HTML, for no script is sure to be there.
export function tellUnloaded(error: unknown): never {
  const told = document.getElementById("unloaded");
  if (told) {
    told.hidden = false;
    told.lastElementChild?.addEventListener("click", () => location.reload());
  }
  throw error;
}
