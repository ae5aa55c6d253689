// "5WV6 QXOC ...": a secret that is typed into an app by hand is read in fours.
export const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(" ") ?? "";
