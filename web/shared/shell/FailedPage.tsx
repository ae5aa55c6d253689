// A page whose content could not be read: it says which it is, what failed, and how to try again.
import type { Problem } from "../api/problem.ts";
import { Failed } from "../ui/States.tsx";
import { PageHead } from "./Shell.tsx";

export interface FailedPageProps { title: string; what: string; problem: Problem; onRetry: () => void }

export const FailedPage = ({ title, what, problem, onRetry }: FailedPageProps) => (
  <>
    <PageHead title={title} />
    <Failed what={what} why={problem.message} correlation={problem.correlation} onRetry={onRetry} />
  </>
);
