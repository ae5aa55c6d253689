// Out of a session: nothing of it is left in the window, nor comes back to it.
import { api } from "../api/client.ts";

export async function signOut(): Promise<void> {
  await api.DELETE("/api/v1/session").catch(() => null);  // who is signed out already wants the same page
  // A browser may keep the page as it stands for whoever goes back: he finds it empty, and then asks who he is. Only once it is left, for
  // whoever has not saved what he changed is asked first, and may stay.
  window.addEventListener("pagehide", () => document.body.replaceChildren());
  window.addEventListener("pageshow", () => location.reload());
  location.assign("/login");
}
