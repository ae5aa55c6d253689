// The beginning of somebody's message as text: nothing in it is drawn, opened or fetched.
import "./message-text.css";

export const MessageText = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <section class="stack">
    <h3>{title}</h3>
    <pre class="message-text" tabIndex={0} aria-label={title}>{lines.join("\n")}</pre>
  </section>
);
