// Something has to be done first since one came: the page asks who one is, and leads there.
import { api } from "../../shared/api/client.ts";
import { problemOf } from "../../shared/api/problem.ts";

const FIRST: readonly string[] = ["password-expired", "second-factor-missing"];

export function leadWhenDue(): void {
  api.use({
    async onResponse({ response }) {
      if (response.status === 403 && FIRST.includes((await problemOf(response.clone(), Date.now())).kind)) location.reload();
    },
  });
}
