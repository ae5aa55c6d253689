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
    [one] Die Sperre ist aufgehoben.
   *[other] { $count } Sperren sind aufgehoben.
}
blocks-trust = Vertrauen
blocks-trusted = { $count ->
    [one] Die Sperre ist aufgehoben, und die Regeln gegen Raten gelten dort nicht mehr.
   *[other] { $count } Sperren sind aufgehoben, und die Regeln gegen Raten gelten dort nicht mehr.
}
blocks-deny = Dauerhaft abweisen
blocks-denied = { $count ->
    [one] Die Adresse wird abgewiesen, bis das zurückgenommen wird.
   *[other] { $count } Adressen werden abgewiesen, bis das zurückgenommen wird.
}
blocks-was-blocked = War gesperrt durch { $rule }
blocks-at-smtp = SMTP
blocks-at-submission = Einlieferung
blocks-at-imap = IMAP
blocks-at-pop3 = POP3
blocks-at-web = Webmail
blocks-at-admin = Konsole
blocks-at-sieve = ManageSieve
blocks-in-logs = Sitzungen im Protokoll
blocks-unwatched = Keine Regel ist an: Niemand würde gesperrt
blocks-unarmed = Wer Passwörter rät, tut das ungehindert. Schalten Sie Regeln ein.
blocks-armed = { $count ->
    [0] { $armed } von { $of } Regeln sind an. In den letzten 24 Stunden gab es keine Sperre.
    [one] { $armed } von { $of } Regeln sind an. In den letzten 24 Stunden gab es eine Sperre.
   *[other] { $armed } von { $of } Regeln sind an. In den letzten 24 Stunden gab es { $made } Sperren.
}
blocks-none = Niemand ist gesperrt
blocks-none-about = Wer Passwörter rät, Adressen sammelt oder den Server überschwemmt, steht hier, mit den Ereignissen, die es belegen.
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
    [one] Eines Ihrer Konten hat sich kürzlich von dort angemeldet. Es wäre ausgesperrt.
   *[other] { $count } Ihrer Konten haben sich kürzlich von dort angemeldet. Sie wären ausgesperrt.
}
blocks-shuts-nobody-out = Keines Ihrer Konten hat sich von dort angemeldet.
blocks-fold = Zusammenfassen
blocks-fold-title = Netze als Ganzes sperren
blocks-fold-about = Wo mehrere Adressen eines Netzes gesperrt sind, kann an ihrer Stelle das ganze Netz gesperrt werden. Sehen Sie zuerst, wen das aussperrt.
blocks-fold-none = Es gibt nichts zusammenzufassen
blocks-fold-none-about = Keine zwei gesperrten Adressen sind aus demselben Netz.
blocks-fold-not-read = Was zusammengefasst werden kann, konnte nicht gelesen werden
blocks-fold-one = { $network }: { $blocked } gesperrte Adressen als eine Sperre
blocks-fold-until = Für { $services }, bis { $until }
blocks-fold-it = { $network } zusammenfassen
blocks-fold-more = Nur die ersten { $number } werden gezeigt. Fassen Sie diese zusammen, dann folgen die nächsten.
blocks-folded = { $network } ist als Ganzes gesperrt.
blocks-signal-connection = eine Verbindung
blocks-signal-login = eine Anmeldung
blocks-signal-recipient-refused = ein Empfänger wurde abgewiesen
blocks-signal-session-without-message = eine Sitzung ohne Nachricht
blocks-signal-message-sent = eine Nachricht wurde gesendet
blocks-signal-sender-refused = ein Absender wurde abgewiesen
blocks-signal-bounce = eine Nachricht kam zurück
blocks-signal-password-reset = bat um ein neues Passwort
