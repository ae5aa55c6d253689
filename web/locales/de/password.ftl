password-exempt = Ihr Administrator verlangt diese Regeln nicht von Ihnen. Ein guter Rat sind sie trotzdem.
password-policy = Was verlangt wird
password-expires-after = { $count ->
    [one] Es muss jeden Tag geändert werden.
   *[other] Es muss alle { $count } Tage geändert werden.
}
rule-length = { $count ->
    [one] Mindestens ein Zeichen
   *[other] Mindestens { $count } Zeichen
}
rule-strength = { $count ->
    [1] Nicht sofort zu erraten
    [2] Schwer zu erraten
    [3] Stark: Niemand errät es
   *[other] Sehr stark: Niemand errät es
}
rule-own-names = Ohne Ihren Namen, Ihre Adresse und die Domain
rule-common = Kein verbreitetes Passwort und kein einzelnes Wort
rule-numbers = { $count ->
    [one] Mindestens eine Ziffer
   *[other] Mindestens { $count } Ziffern
}
rule-capitals = { $count ->
    [one] Mindestens ein Großbuchstabe
   *[other] Mindestens { $count } Großbuchstaben
}
rule-lowercase = { $count ->
    [one] Mindestens ein Kleinbuchstabe
   *[other] Mindestens { $count } Kleinbuchstaben
}
rule-symbols = { $count ->
    [one] Mindestens ein Sonderzeichen
   *[other] Mindestens { $count } Sonderzeichen
}
rule-remember = { $count ->
    [one] Nicht das jetzige
   *[other] Keines Ihrer letzten { $count } Passwörter
}
rule-is-kept = (erfüllt)
rule-is-broken = (noch nicht)
