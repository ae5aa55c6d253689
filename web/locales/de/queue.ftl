queue-about = Mails, die warten: für wen, seit wann, und was geantwortet wurde. Die Liste folgt dem Geschehen.
queue-messages = Nachrichten
queue-tab-destinations = Ziele
queue-tab-senders = Absender
queue-tab-answers = Antworten
queue-by-destinations = Ziel
queue-by-senders = Absender
queue-by-answers = Antwort
queue-to = An
queue-from = Von
queue-from-whom = von { $from }
queue-login = Gesendet von
queue-state = Stand
queue-states = Welche Nachrichten
queue-state-all = Alle
queue-state-put-off = Aufgeschoben
queue-state-fresh = Neu
queue-state-later = Für später
queue-state-held = Angehalten
queue-state-quarantine = Quarantäne
queue-answer = Letzte Antwort
queue-place = Ziel
queue-due = Nächster Versuch
queue-due-now = jetzt
queue-not-due = keiner
queue-due-paused = pausiert
queue-since = Wartet seit
queue-oldest = Älteste
queue-attempts = Versuche
queue-size = Größe
queue-id = Kennung
queue-recipients = Empfänger
queue-health = Zustand
queue-unknown = nicht bekannt
queue-here = dieser Server
queue-and-more = { $first } und { $number } weitere
queue-tried = { $count ->
    [0] noch nicht versucht
    [one] einmal versucht
   *[other] { $number }-mal versucht
}
queue-health-trying = Wird gerade versucht
queue-health-held = Angehalten
queue-health-bad = Alles wurde aufgeschoben
queue-health-warn = { $late } von { $messages } aufgeschoben
queue-health-ok = Nichts wurde aufgeschoben
queue-force = Jetzt versuchen
queue-forced = { $count ->
    [one] Die Zustellung wird jetzt versucht.
   *[other] Die Zustellung von { $count } Nachrichten wird jetzt versucht.
}
queue-forced-paused = Was an andere Server geht, wird versucht, sobald der Versand weitergeht.
queue-hold = Anhalten
queue-held = { $count ->
    [one] Die Nachricht ist angehalten, bis jemand das beendet.
   *[other] { $count } Nachrichten sind angehalten, bis jemand das beendet.
}
queue-unhold = Nicht mehr anhalten
queue-unheld = { $count ->
    [one] Die Nachricht ist nicht mehr angehalten; ihre Zustellung wird jetzt versucht.
   *[other] { $count } Nachrichten sind nicht mehr angehalten; ihre Zustellung wird jetzt versucht.
}
queue-is-held = Die Nachricht ist angehalten: Ihre Zustellung wird nicht versucht, bis jemand das beendet.
queue-restart = Neu beginnen
queue-restarted = { $count ->
    [one] Die Zustellung beginnt von vorn, als wäre die Nachricht eben eingetroffen.
   *[other] Die Zustellung von { $count } Nachrichten beginnt von vorn, als wären sie eben eingetroffen.
}
queue-redirect = Umleiten
queue-redirect-title = { $count ->
    [one] An jemand anderen senden
   *[other] { $count } Nachrichten an jemand anderen senden
}
queue-stopped = Es wurde abgebrochen: { $done } von { $all } sind erledigt, die übrigen warten wie zuvor.
queue-redirect-verb = Dorthin senden
queue-redirect-why = Wer sie bekommen sollte, bekommt sie nicht. Das lässt sich nicht zurücknehmen.
queue-redirect-to = Adresse des neuen Empfängers
queue-redirected = { $count ->
    [one] Die Nachricht geht an { $to }.
   *[other] { $count } Nachrichten gehen an { $to }.
}
queue-delete = Löschen
queue-delete-title = { $count ->
    [one] Eine Nachricht löschen
   *[other] { $count } Nachrichten löschen
}
queue-delete-why = Sie ist verloren: Niemand bekommt sie, und der Absender erfährt nichts. Das lässt sich nicht rückgängig machen.
queue-deleted = { $count ->
    [one] Die Nachricht ist gelöscht.
   *[other] { $count } Nachrichten sind gelöscht.
}
queue-cut = Hier sind nur { $number } der wartenden Nachrichten gezählt. Mit einem Suchwort erscheinen andere.
queue-cut-here = Nur in { $number } der wartenden Nachrichten gesucht: Es gibt mehr.
queue-cut-found = Von den gefundenen Nachrichten sind hier nur { $number } gezählt. Ein genaueres Suchwort zeigt andere.
queue-none = Nichts wartet
queue-none-about = Alle Mails sind an ihrem Ziel. Was nicht sofort zugestellt werden kann, wartet hier.
queue-gone = Sie wartet nicht mehr: Sie wurde zugestellt, aufgegeben oder gelöscht.
queue-not-shown = Die Nachricht konnte nicht gelesen werden
queue-in-quarantine = Sie ist wegen ihres Inhalts angehalten und geht weiter, sobald sie aus der Quarantäne freigegeben ist.
queue-to-quarantine = Ansehen
queue-show-messages = Nachrichten zeigen
queue-story = Was mit ihr geschah
queue-look = Nachricht ansehen
queue-look-about = Header und Anfang werden als Text gezeigt. Das Verwaltungsprotokoll behält, wer hineingesehen hat.
queue-text = Der Anfang, als Text
queue-pause = Versand pausieren
queue-go-on = Versand fortsetzen
queue-paused = An andere Server wird nichts gesendet, bis der Versand fortgesetzt wird. Mails werden angenommen und warten hier; Postfächer dieses Servers bekommen ihre Mails.
queue-pause-not-read = Ob der Versand pausiert ist, konnte nicht gelesen werden
queue-pause-done = Der Versand an andere Server ist pausiert.
queue-goes-on = Der Versand geht weiter. Was fällig ist, wird sofort versucht.
