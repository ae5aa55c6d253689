blocks-about = Wer zurzeit draußen bleibt, nach welcher Regel, und was es belegt.
blocks-subject = Adresse oder Konto
blocks-country = Land
blocks-rule = Regel
blocks-services = Dienste
blocks-until = Bis
blocks-since = Seit
blocks-again = In 30 Tagen
blocks-description = Grund
blocks-description-help = Für alle, die es später finden.
blocks-for-good = bis auf Weiteres
blocks-kinds = Welche Sperren
blocks-kind-all = Alle
blocks-kind-networks = Adressen
blocks-kind-accounts = Konten
blocks-kind-by-hand = Von Hand
blocks-unblock = Entsperren
blocks-unblocked = { $count ->
    [one] Der Zugang ist wieder frei.
   *[other] { $count } Zugänge sind wieder frei.
}
blocks-trust = Vertrauen
blocks-trusted = { $count ->
    [one] Der Zugang ist frei und von den Regeln gegen Raten ausgenommen.
   *[other] { $count } Zugänge sind frei und von den Regeln gegen Raten ausgenommen.
}
blocks-deny = Dauerhaft abweisen
blocks-denied = { $count ->
    [one] Die Adresse wird abgewiesen, bis das zurückgenommen wird.
   *[other] { $count } Adressen werden abgewiesen, bis das zurückgenommen wird.
}
blocks-was-blocked = War gesperrt durch { $rule }
blocks-none = Niemand ist gesperrt
blocks-none-about = Die Regeln sind scharf. Wer Passwörter rät, Adressen sammelt oder den Server überschwemmt, steht hier, mit den Ereignissen, die es belegen.
blocks-rules = Regeln ansehen
blocks-not-explained = Was dazu führte, konnte nicht gelesen werden
blocks-counted = { $count ->
    [one] Ein Ereignis gezählt
   *[other] { $number } Ereignisse gezählt
}
blocks-add = Netz sperren
blocks-add-verb = Sperren
blocks-add-still = Trotzdem sperren
blocks-blocked = { $subject } ist gesperrt.
blocks-network = Adresse oder Netz
blocks-network-help = 192.0.2.7, 192.0.2.0/24 oder 2001:db8::/48
blocks-lasts = Wie lange
blocks-lasts-1h = Eine Stunde
blocks-lasts-24h = Einen Tag
blocks-lasts-7d = Eine Woche
blocks-lasts-30d = Einen Monat
blocks-lasts-for-good = Bis auf Weiteres
blocks-even-me = Auch wenn es mich aussperrt
blocks-shuts-out = { $count ->
    [one] Eines Ihrer Konten hat sich zuletzt von dort angemeldet. Es wäre ausgesperrt.
   *[other] { $count } Ihrer Konten haben sich zuletzt von dort angemeldet. Sie wären ausgesperrt.
}
blocks-shuts-nobody-out = Keines Ihrer Konten hat sich von dort angemeldet.
