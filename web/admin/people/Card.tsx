// A part of a page about one thing: its title, what can be done, what is known.
import type { ComponentChildren } from "preact";
import "./people.css";

export interface CardProps { title: string; about?: string; actions?: ComponentChildren; children?: ComponentChildren; wide?: boolean }

export function Card({ title, about, actions, children, wide = false }: CardProps) {
  return (
    <section class={wide ? "panel card wide" : "panel card"} aria-label={title}>
      <div class="card-head">
        <div class="card-words"><h2>{title}</h2>{about && <p class="dim small">{about}</p>}</div>
        {actions && <div class="row">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
