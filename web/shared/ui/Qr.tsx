// A text for a camera. Dark on light in both themes, for that is what cameras read; what it says must stand beside it in words.
import { useMemo } from "preact/hooks";
import { encodeQr, pathOf, QUIET } from "./qr.model.ts";
import "./qr.css";

export function Qr({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const code = encodeQr(text);
    return { size: code.size + 2 * QUIET, path: pathOf(code) };
  }, [text]);
  return <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges"><path d={path} /></svg>;
}
