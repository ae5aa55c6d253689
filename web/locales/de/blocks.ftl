blocks-about = Wer zurzeit draußen bleibt, nach welcher Regel, und was es belegt.
blocks-subject = Adresse oder Konto
blocks-country = Land
blocks-host = Name im DNS
blocks-host-of = Name von { $address } im DNS
blocks-host-asked = wird abgefragt
blocks-host-confirmed = führt zur Adresse zurück
blocks-host-unproven = führt nicht zur Adresse zurück: jeder kann ihn behaupten
blocks-host-none = kein Name
blocks-host-unknown = kein Name, den das DNS bestätigen konnte
blocks-rule = Regel
blocks-services = Dienste
blocks-services-help = Keiner gewählt: alle.
blocks-until = Bis
blocks-since = Seit
blocks-again = In 30 Tagen
blocks-own = Eigene Konten von dort
blocks-own-logins = { $count ->
    [0] in letzter Zeit keines
    [one] in letzter Zeit eines
   *[other] in letzter Zeit { $number }
}
blocks-action = Folge
blocks-action-block = Abgewiesen
blocks-action-delay = Langsam beantwortet
blocks-action-hold-queue = Mails angehalten
blocks-action-suspend-sending = Mails abgewiesen
blocks-action-second-factor = Zweiter Faktor verlangt
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
blocks-trust-title = { $count ->
    [one] Dieser Adresse vertrauen
   *[other] { $count } Adressen vertrauen
}
blocks-trust-about = Die Sperre wird aufgehoben, und Regeln dieser Art gelten dort nicht mehr. Sonderrechte, die es schon hat, bleiben, wie sie sind.
blocks-trusted = { $count ->
    [one] Die Sperre ist aufgehoben, und Regeln dieser Art gelten dort nicht mehr.
   *[other] { $count } Sperren sind aufgehoben, und Regeln der jeweiligen Art gelten dort nicht mehr.
}
blocks-deny = Dauerhaft abweisen
blocks-denied = { $count ->
    [one] Die Adresse wird abgewiesen, bis das zurückgenommen wird.
   *[other] { $count } Adressen werden abgewiesen, bis das zurückgenommen wird.
}
blocks-denied-services = Gilt für: { $services }. Andere Dienste bleiben offen.
blocks-was-blocked = War gesperrt durch { $rule }
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
blocks-fold-reads = Es wird nachgesehen, wen das aussperrt
blocks-fold-it = { $network } zusammenfassen
blocks-fold-more = Nur die ersten { $number } werden gezeigt. Fassen Sie diese zusammen, dann folgen die nächsten.
blocks-folded = { $network } ist als Ganzes gesperrt.
blocks-service-smtp = SMTP
blocks-service-submission = Submission
blocks-service-imap = IMAP
blocks-service-pop3 = POP3
blocks-service-web = Web
blocks-service-admin = Verwaltung
blocks-service-sieve = Sieve
blocks-armed = { $enabled ->
    [one] Eine von { $rules } Regeln ist eingeschaltet.
   *[other] { $number } von { $rules } Regeln sind eingeschaltet.
}
blocks-today = { $count ->
    [0] Heute wurde nichts gesperrt.
    [one] Heute wurde eine Sperre verhängt.
   *[other] Heute wurden { $number } Sperren verhängt.
}
blocks-unarmed = Keine Regel ist eingeschaltet: Niemand wird gesperrt, so oft er auch rät.
blocks-armed-unread = Ob eine Regel eingeschaltet ist, konnte nicht gelesen werden: { $why }
blocks-shut-out = { $count ->
    [one] Eines Ihrer Konten hat sich kürzlich von dort angemeldet und ist dort nun ausgesperrt.
   *[other] { $number } Ihrer Konten haben sich kürzlich von dort angemeldet und sind dort nun ausgesperrt.
}
blocks-shut-out-from = { $count ->
    [one] Von einer dieser Adressen haben sich kürzlich Ihre Konten angemeldet.
   *[other] Von { $number } dieser Adressen haben sich kürzlich Ihre Konten angemeldet.
}
blocks-in-logs = Sitzungen von { $subject } im Protokoll
blocks-signal-connection = eine Verbindung
blocks-signal-login = eine Anmeldung
blocks-signal-recipient-refused = ein Empfänger wurde abgewiesen
blocks-signal-session-without-message = eine Sitzung ohne Nachricht
blocks-signal-message-sent = eine Nachricht wurde gesendet
blocks-signal-sender-refused = ein Absender wurde abgewiesen
blocks-signal-bounce = eine Nachricht kam zurück
blocks-signal-password-reset = bat um ein neues Passwort
