// Back to the list that this is from.
import type { ComponentChildren } from "preact";
import { Icon } from "../../shared/ui/Icon.tsx";
import "./parts.css";

export const Crumb = ({ href, children }: { href: string; children: ComponentChildren }) =>
  <p class="crumb small"><a href={href}><Icon name="arrow-left" />{children}</a></p>;
