// Buttons: with a word, or with an icon whose word is its name and its tip.
import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import "./button.css";

export type ButtonKind = "plain" | "primary" | "danger" | "quiet";

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "label" | "size">;

export interface ButtonProps extends Native {
  kind?: ButtonKind;
  icon?: IconName | undefined;
  busy?: boolean;  // it was pressed and works; pressing it again does nothing
  shortcut?: string;
  children: ComponentChildren;
}

export function Button({ kind = "plain", icon, busy = false, shortcut, children, class: extra, onClick, ...rest }: ButtonProps) {
  return (
    <button type="button" class={`button ${kind} ${typeof extra === "string" ? extra : ""}`} aria-busy={busy || undefined}
      aria-disabled={busy || undefined} aria-keyshortcuts={shortcut} onClick={busy ? undefined : onClick} {...rest}>
      {busy ? <span class="turning"><Icon name="loader-circle" /></span> : icon && <Icon name={icon} />}
      <span>{children}</span>
      {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
    </button>
  );
}

export interface IconButtonProps extends Native {
  icon: IconName;
  label: string;
  kind?: ButtonKind;
}

export function IconButton({ icon, label, kind = "quiet", class: extra, ...rest }: IconButtonProps) {
  return (
    <button type="button" class={`button only ${kind} ${typeof extra === "string" ? extra : ""}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
