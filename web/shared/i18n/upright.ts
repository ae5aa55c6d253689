// No word of a stranger turns round what stands behind it: "evil\u202etset.peer@x.test" must not pass for an address at peer.test. What turns text by
// force (UAX #9: embeddings, overrides, isolates of one direction) is drawn as its escape, in all text and tips that the pages draw.
// Letters that run from right to left by nature stay as they are. Input fields hold what is in them: it is edited there.
import { options, type VNode } from "preact";

const TURNING = /[\u202a-\u202e\u2066\u2067]/g;
const escaped = (mark: string): string => `\\u${mark.charCodeAt(0).toString(16)}`;

// Sentences keep the values in them apart by U+2068 and U+2069. One without the other in a value would take hold of the sentence's own.
export function closed(text: string): string {
  if (!/[\u2068\u2069]/.test(text)) return text;
  const letters = text.split("");
  const open: number[] = [];
  letters.forEach((letter, at) => {
    if (letter === "\u2068") open.push(at);
    if (letter === "\u2069" && open.pop() === undefined) letters[at] = escaped(letter);
  });
  for (const at of open) letters[at] = "\\u2068";
  return letters.join("");
}

// All that is drawn comes by here, and of most texts this is all that is asked.
const MAY_TURN = /[\u202a-\u202e\u2066-\u2069]/;
export const upright = (text: string): string => (MAY_TURN.test(text) ? closed(text.replace(TURNING, escaped)) : text);

interface Tips { title?: unknown; "aria-label"?: unknown }

function draw({ type, props }: VNode<Tips>): void {
  if (typeof type !== "string") return;
  if (typeof props.title === "string") props.title = upright(props.title);
  if (typeof props["aria-label"] === "string") props["aria-label"] = upright(props["aria-label"]);
}

// Before the first page is drawn. A text is a node without a type, and is its own props.
export function drawUpright(): void {
  const others = options.vnode;
  options.vnode = (node) => {
    const text: unknown = node.props;
    if (typeof text === "string") Reflect.set(node, "props", upright(text));
    else draw(node as VNode<Tips>);
    others?.(node);
  };
}
