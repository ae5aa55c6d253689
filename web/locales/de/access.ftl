access-about = Wer an den Regeln vorbei darf und wer dauerhaft draußen bleibt.
access-allow = Erlaubt
access-deny = Abgewiesen
access-smtp = Nach Namen
access-relay = Relay
access-countries = Länder
access-web = Web
access-allow-about = Für diese Netze gelten die Sonderrechte, die daneben stehen. Das genaueste Netz entscheidet; bei zwei gleichen die Abweisung.
access-allow-add = Netz erlauben
access-allow-change = Sonderrechte eines Netzes ändern
access-allow-verb = Erlauben
access-allow-none = Kein Netz hat Sonderrechte
access-allow-none-about = Die Liste wird leer ausgeliefert: Nicht einmal den eigenen Adressen des Servers wird vertraut. Erlauben Sie ein Netz, um es von einer Regel oder von einem abgewiesenen Netz auszunehmen.
access-allow-done = { $network } ist erlaubt.
access-allow-removed = { $count ->
    [one] Das Netz wird wieder wie jedes andere behandelt.
   *[other] { $count } Netze werden wieder wie jedes andere behandelt.
}
access-deny-about = Diese Netze werden an der Tür abgewiesen, bevor etwas gesagt wird.
access-deny-add = Netz abweisen
access-deny-change = Abgewiesenes Netz ändern
access-deny-verb = Abweisen
access-deny-still = Trotzdem abweisen
access-deny-none = Kein Netz wird abgewiesen
access-deny-none-about = Weisen Sie ein Netz ab, von dem Sie nie etwas hören wollen, oder übernehmen Sie eine veröffentlichte Liste.
access-deny-done = { $network } wird abgewiesen.
access-deny-removed = { $count ->
    [one] Das Netz wird wieder eingelassen.
   *[other] { $count } Netze werden wieder eingelassen.
}
access-change = Ändern
access-remove = Entfernen
access-which = Welche Einträge
access-which-all = Alle
access-which-smtp-authentication = Senden ohne Anmeldung
access-which-brute-force = Dürfen Passwörter raten
access-which-spam-checks = Ohne Spamprüfung
access-which-greylisting = Ohne Greylisting
access-which-exception = Ausnahmen
access-which-by-hand = Von Hand
access-which-imported = Übernommen
access-spared = Sonderrechte
access-spared-smtp-authentication = sendet ohne Anmeldung
access-spared-brute-force = darf Passwörter raten
access-spared-spam-checks = keine Spamprüfung
access-spared-greylisting = kein Greylisting
access-spared-more = +{ $count }
access-exception = Ausnahme von einem abgewiesenen Netz
access-everywhere = alle
access-by-hand = von Hand
access-for-good = bis zum Entfernen
access-services = Dienste
access-services-help = Auswahl aus: { $all }. Leer: alle.
access-no-service = Diesen Dienst gibt es nicht. Möglich sind { $all }.
access-until = Bis
access-hits = Treffer
access-last-hit = Letzter Treffer
access-owner = Eigentümer
access-owner-help = Wen man dazu fragen kann.
access-description = Grund
access-description-help = Für alle, die es später finden.
access-list = Liste
access-network-help = 192.0.2.7, 192.0.2.1-192.0.2.9, 192.0.2.0/24 oder 2001:db8::/48
access-large-addresses = Dieses Netz hat { $count } Adressen. Das betrifft alle, die darin sind. Geben Sie die Zahl ein, wenn Sie alle meinen.
access-large-sites = Dieses Netz hat so viele Adressen, wie { $count } Kunden bekommen. Geben Sie die Zahl ein, wenn Sie alle meinen.
access-lasts = Wie lange
access-lasts-1h = Eine Stunde
access-lasts-24h = Einen Tag
access-lasts-7d = Eine Woche
access-lasts-30d = Einen Monat
access-lasts-365d = Ein Jahr
access-lasts-for-good = Bis zum Entfernen
access-lasts-kept = Wie bisher
access-danger = Gefährlich
access-spare-brute-force = Keine Regeln gegen das Raten von Passwörtern
access-spare-brute-force-help = Falsche Passwörter von dort sperren niemanden. Für ein Büro hinter einer Adresse.
access-spare-spam-checks = Keine Spamprüfung
access-spare-spam-checks-help = Mails von dort werden nicht bewertet. Für einen eigenen Server, der Mails weiterreicht.
access-spare-greylisting = Kein Greylisting
access-spare-greylisting-help = Mails von dort werden beim ersten Versuch angenommen.
access-spare-nothing = Das Netz hat keine Sonderrechte; es ist eine Ausnahme von einem abgewiesenen Netz.
access-spare-smtp-authentication = Ohne Anmeldung senden
access-spare-smtp-authentication-help = Für ein Gerät, das sich nicht anmelden kann. Ein eigenes Dienstkonto ist sicherer.
access-free-warning = Wer einen einzigen Rechner in diesem Netz übernimmt, sendet im Namen dieser Absender, ohne Passwort. Die Prüfung meldet das, solange der Eintrag besteht.
access-sends-freely = Jeder in diesem Netz sendet ohne Anmeldung in Ihrem Namen. Geben Sie dem Gerät ein eigenes Konto und entfernen Sie diesen Eintrag.
access-senders = Absender
access-senders-help = Die Adressen, als die gesendet werden darf, oder @domain für eine ganze Domain.
access-hourly = Nachrichten je Stunde
access-hourly-help = Für das ganze Netz. Was darüber hinausgeht, wird abgewiesen.
access-import = Liste übernehmen
access-import-verb = Übernehmen
access-list-name = Name der Liste
access-list-name-help = Was diese Liste bisher enthielt und nicht mehr enthält, wird wieder eingelassen.
access-file = Datei
access-file-help = Text mit einer Adresse, einem Bereich oder einem Netz je Zeile. Nachbarn werden zusammengefasst.
access-no-file = Wählen Sie zuerst eine Datei.
access-too-long-to-undo = Die Liste ist zu lang, um sie hier zurückzunehmen: Importieren Sie stattdessen ihren früheren Stand.
access-imported = { $name }: { $added } hinzugefügt, { $removed } entfernt, { $kept } behalten.
access-not-understood = { $count ->
    [one] Eine Zeile wurde nicht verstanden: { $such }
   *[other] { $count } Zeilen wurden nicht verstanden, etwa { $such }
}
access-kind = Was es ist
access-kind-sender = Absender
access-kind-domain = Domain
access-kind-client = Client
access-kinds-sender = Absender
access-kinds-domain = Domains
access-kinds-client = Clients
access-name = Name
access-name-help-sender = Die Adresse eines Absenders, etwa ann@evil.example
access-name-help-domain = Eine Domain von Absendern und die darunter: evil.example
access-name-help-client = Wie sich ein Client bei EHLO nennt, und Namen darunter: evil.example
access-way = Mails
access-way-both = ein- und ausgehend
access-way-inbound = von Fremden an uns
access-way-outbound = von unseren Nutzern
access-answer = Antwort
access-soft = Vorläufig abweisen
access-hard = Endgültig abweisen
access-soft-help = Der andere Server behält die Nachricht und versucht es wieder. Aus: Er gibt sofort auf.
access-smtp-about = Mails dieser Absender, Domains und Clients werden abgewiesen, aus welchem Netz sie auch kommen.
access-smtp-add = Nach Namen abweisen
access-smtp-change = Abweisung nach Namen ändern
access-smtp-verb = Abweisen
access-smtp-none = Niemand wird nach Namen abgewiesen
access-smtp-none-about = Weisen Sie einen Absender, eine Domain oder den Namen eines Clients ab, wo Adressen zu oft wechseln, um sie abzuweisen.
access-smtp-done = { $name } wird abgewiesen.
access-smtp-removed = { $count ->
    [one] Die Mails werden wieder angenommen.
   *[other] Die Mails von { $count } werden wieder angenommen.
}
access-countries-about = Von wo sich Nutzer und Verwaltung anmelden dürfen. Domains und Konten können eigene, strengere Regeln haben.
access-not-yours = Das sind Einstellungen des Systems. Fragen Sie jemanden aus der Verwaltung, der sie lesen darf.
access-countries-read = Die Länder stammen aus { $file }, Stand { $at }.
access-countries-none = Es ist keine Länderdatenbank angegeben: Woher jemand kommt, ist nicht bekannt, und jede Regel lässt alle herein.
access-countries-unreadable = { $file } kann nicht gelesen werden, und jede Regel lässt alle herein.
access-web-about = Wer das Web benutzen darf und wie viel eine Adresse anfragen kann. Jede Tür hat eigene Grenzen: Was an einer geschlossen oder aufgebraucht ist, steht an den anderen offen, und IMAP, POP und SMTP betrifft es nicht.
access-web-webmail = Webmail
access-web-webmail-about = Die eigenen Seiten der Nutzer und was sie dort tun.
access-web-console = Konsole
access-web-console-about = Verwaltende, die sich mit Passwort oder Passkey angemeldet haben.
access-web-api = Programme
access-web-api-about = Programme, die ein Token aus der Verwaltung vorzeigen.
access-relay-about = Wer sich anmeldet, sendet an alle; wer nicht, nur an Ihre eigenen Leute. Keine Einstellung öffnet mehr: Ein Gerät, das sich nicht anmelden kann, wird über sein Netz erlaubt, für benannte Absender.
access-relay-tried = Soeben versucht, über jeden Port, der Mail annimmt
access-relay-seen = { $count ->
    [one] Was ein Versuch zur Antwort bekam
   *[other] Was { $count } Versuche zur Antwort bekamen
}
access-relay-unread = Es konnte nicht nachgesehen werden.
access-relay-exceptions = Netze, die ohne Anmeldung senden
access-relay-no-exceptions = Es gibt keine.
