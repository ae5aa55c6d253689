// A secret on its way into an authenticator app: a picture for its camera, the same to be typed, and a link for an app on this device.
import type { ComponentChildren } from "preact";
import { Copyable } from "./Copy.tsx";
import { Qr } from "./Qr.tsx";
import { inFours } from "./scan.model.ts";
import "./scan.css";

export interface ScanProps {
  uri: string;
  secret: string;
  words: { picture: string; secret: string; open: string };
  children: ComponentChildren;  // what is to be done with it
}

export function Scan({ uri, secret, words, children }: ScanProps) {
  return (
    <div class="scan">
      <Qr text={uri} label={words.picture} />
      <div class="stack">
        <p>{children}</p>
        <Copyable titled name={words.secret} text={secret}>{inFours(secret)}</Copyable>
        <p><a href={uri}>{words.open}</a></p>
      </div>
    </div>
  );
}
