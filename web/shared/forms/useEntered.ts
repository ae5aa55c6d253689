// Whether something was entered into a form over the page. Then it is not left by the way: a click beside it, Esc or its cross ask first
// whether to go on, and so does the browser before it goes elsewhere. What was entered is kept in the form alone.
import { useEffect, useState } from "preact/hooks";

export interface Leaving {
  isAsked: boolean;
  leave: () => void;
  goOn: () => void;
  onInput: (event: Event) => void;  // of the form
}

// `passing`: what is entered is not worth a question.
export function useEntered(open: boolean, passing: boolean, onClose: () => void): Leaving {
  const [isEntered, enter] = useState(false);
  const [isAsked, ask] = useState(false);
  useEffect(() => { enter(false); ask(false); }, [open]);
  useEffect(() => {
    if (!open || !isEntered) return undefined;
    const onLeave = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", onLeave);
    return () => window.removeEventListener("beforeunload", onLeave);
  }, [open, isEntered]);
  return {
    isAsked,
    leave: () => (isEntered ? ask(true) : onClose()),
    goOn: () => ask(false),
    // A word that is typed to confirm is no entry.
    onInput: ({ target }) => { if (!passing && target instanceof Element && !target.closest(".to-confirm")) enter(true); },
  };
}
