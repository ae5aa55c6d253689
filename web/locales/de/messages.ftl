messages-about = Was mit einer Nachricht geschah, von ihrer Verbindung bis in ihr Postfach.
messages-one = Eine Nachricht
messages-find = Nachricht oder Adresse
messages-find-help = Die Kennung der Nachricht, wie sie im Received-Feld und im Protokoll steht; oder eine Adresse, für die Nachrichten der letzten 7 Tage. Eine abgewiesene findet sich unter ihrem Absender und ihrem ersten Empfänger.
messages-look = Ansehen
messages-found = In den letzten 7 Tagen von oder für { $address }
messages-not-found = Nachrichten konnten nicht gesucht werden
messages-none = Keine wurde angenommen, und keine abgewiesen.
messages-times = { $count ->
    [one] einmal
   *[other] { $count }-mal, dies ist das letzte
}
messages-more = { $count ->
    [one] ein weiterer Empfänger
   *[other] { $count } weitere Empfänger
}
messages-not-read = Was mit der Nachricht geschah, konnte nicht gelesen werden
messages-steps = Schritt für Schritt
messages-cut = In den Protokollen steht mehr, als hier gezeigt wird.
messages-in-logs = Die ganze Sitzung in den Protokollen
messages-fate = Was aus ihr wurde
messages-fate-quarantine = In Quarantäne: Niemand bekommt sie, bis sie freigegeben ist
messages-fate-held = In der Warteschlange angehalten
messages-fate-waiting = Unterwegs: Sie wartet in der Warteschlange
messages-fate-refused = Abgewiesen
messages-fate-returned = Sie kam nicht an
messages-fate-partly = Sie erreichte einige ihrer Empfänger
messages-fate-delivered = Zugestellt
messages-fate-unknown = Was aus ihr wurde, steht nicht in den Protokollen
messages-fate-taken = Angenommen
messages-why = Warum
messages-without = Sie wäre in den Posteingang gekommen ohne: { $what }
messages-is-report = Dies ist ein Bericht an einen Absender.
messages-about-which = Die Nachricht, um die es geht
messages-report = Der Bericht an den Absender
messages-from = Von
messages-to = An
messages-login = Angemeldet
messages-size = Größe
messages-id = Kennung der Nachricht
messages-at = Beginn
messages-waits = Wo sie wartet
messages-leg-held = angehalten, bis jemand sie gehen lässt
messages-leg-due = nächster Versuch am { $at }
messages-leg-quarantine = in Quarantäne: { $why }
messages-in-queue = In der Warteschlange
messages-in-quarantine = In Quarantäne
messages-step-connection-opened = { $ip } verband sich mit { $service }.
messages-step-connection-tls-started = Ab hier über TLS: { $tls }.
messages-step-login-succeeded = { $account } meldete sich an.
messages-said-ehlo = Der Client nannte sich { $path }.
messages-said-helo = Der Client nannte sich { $path }.
messages-said-lhlo = Der Client nannte sich { $path }.
messages-said-mail = Er nannte den Absender { $path }.
messages-said-rcpt = Er nannte den Empfänger { $path }.
messages-step-smtp-recipient-refused = Der Empfänger { $to } wurde abgewiesen: { $code } { $text }
messages-step-smtp-sender-refused = Der Absender { $from } wurde abgewiesen: { $code } { $text }
messages-step-smtp-message-refused = Die Nachricht wurde abgewiesen: { $code } { $text }
messages-step-smtp-origin-judged = Ob sie von { $from } kommt, wurde geprüft:
messages-step-smtp-origin-refused = Wegen ihrer Herkunft abgewiesen: { $text }
messages-step-smtp-message-scanned = Die Scanner meldeten: { $value }.
messages-step-smtp-attachment-found = Ein Anhang wird nicht angenommen: { $value }.
messages-step-smtp-sender-listed = Für { $account } ist der Absender { $value }.
messages-step-smtp-sender-without-login = { $from } darf ohne Anmeldung senden, nach einem Eintrag der Erlaubnisliste.
messages-step-smtp-message-judged = Spam: { $name }, mit { $score } Punkten: { $value }.
messages-step-smtp-message-accepted = { $count ->
    [one] Angenommen für einen Empfänger, { $size }.
   *[other] Angenommen für { $number } Empfänger, { $size }.
}
messages-step-smtp-not-signed = Sie geht ohne DKIM-Signatur weiter.
messages-step-delivery-delivered = In { $mailbox } von { $account } gelegt.
messages-step-delivery-failed = Sie konnte nicht in das Postfach von { $account } gelegt werden.
messages-step-delivery-queued = { $count ->
    [one] Sie wartet in der Warteschlange für einen Empfänger.
   *[other] Sie wartet in der Warteschlange für { $number } Empfänger.
}
messages-step-delivery-sent = { $name } nahm sie für { $who } an.
messages-step-delivery-put-off = { $name } nahm sie für { $who } noch nicht an.
messages-step-delivery-given-up = { $name } nahm sie für { $who } nicht an, und sie ist aufgegeben.
messages-step-delivery-sender-told = Dem Absender wurde mitgeteilt: { $value }.
messages-step-delivery-forwarded = { $count ->
    [one] Sie geht an einen Empfänger anderswo weiter, im Namen von { $domain }.
   *[other] Sie geht an { $number } Empfänger anderswo weiter, im Namen von { $domain }.
}
messages-step-delivery-quarantine-ended = Aus der Quarantäne: { $value }.
messages-step-delivery-throttled = { $account } hat zu viel gesendet: Die Nachricht wartet bis { $value }.
messages-step-delivery-overdue = Sie hat zu lange gewartet, und niemandem kann es gesagt werden.
messages-step-delivery-answered = { $account } hat { $to } automatisch geantwortet.
messages-step-delivery-not-answered = { $account } hat nicht automatisch geantwortet.
messages-step-administration-acted = { $who } tat dies: { $name }.
messages-word-none = keiner
messages-word-low = niedrig
messages-word-medium = mittel
messages-word-high = hoch
messages-word-inbox = Posteingang
messages-word-junk = Junk
messages-word-quarantine = Quarantäne
messages-word-refuse = abgewiesen
messages-word-failed = sie kam nicht an
messages-word-delayed = sie verspätet sich
messages-word-relayed = sie wurde weitergereicht
messages-word-delivered = sie kam an
messages-word-trusted = vertrauenswürdig
messages-word-blocked = gesperrt
messages-word-released = freigegeben
messages-word-deleted = gelöscht
messages-word-kept-long-enough = gelöscht, sie lag lange genug
