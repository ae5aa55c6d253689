rules-about = Was als Angriff zählt, wie viel davon zu viel ist und was dann geschieht.
rules-all = Alle Regeln
rules-none = Es gibt keine Regel
rules-no-such = Diese Regel gibt es nicht
rules-rule = Regel
rules-state = Zustand
rules-counts = Was sie zählt
rules-everywhere = Alle Dienste
rules-too-much = Zu viel
rules-limit = { $number } in { $span }
rules-action = Dann
rules-lasts = Dauer
rules-standing = Vergleich
rules-standing-shipped = wie ausgeliefert
rules-standing-changed = geändert
rules-standing-own = eigene
rules-standing-unknown = unbekannt
rules-permanent = Nicht löschbar
rules-which = Welche Regeln
rules-which-all = Alle
rules-which-on = An
rules-which-off = Aus
rules-which-drifted = Abweichend
rules-kind-denial-of-service = Neue Verbindungen von einer Adresse
rules-kind-brute-force-by-address = Fehlgeschlagene Anmeldungen von einer Adresse
rules-kind-brute-force-by-account = Fehlgeschlagene Anmeldungen an einem Konto, von überall
rules-kind-harvesting = Falsche Empfänger und leere Sitzungen von einer Adresse
rules-kind-internal-spammer = Empfänger, denen ein Konto schreibt
rules-kind-bounces = Mails eines Kontos, die zurückkommen
rules-kind-password-retrieval = Versuche, ein Passwort zurücksetzen zu lassen
rules-action-block = Abweisen
rules-action-delay = Langsam antworten
rules-action-notify = Nur die Verwaltung benachrichtigen
rules-action-hold-queue = Mails des Kontos anhalten
rules-action-suspend-sending = Mails des Kontos abweisen
rules-action-second-factor = Nur bekannte Geräte und zweite Faktoren
rules-turn-on = Einschalten
rules-turned-on = { $count ->
    [one] Die Regel ist an.
   *[other] { $count } Regeln sind an.
}
rules-turn-off = Ausschalten
rules-turned-off = { $count ->
    [one] Die Regel ist aus. Sie zählt nichts.
   *[other] { $count } Regeln sind aus. Sie zählen nichts.
}
rules-reset = Wie ausgeliefert
rules-were-reset = { $count ->
    [one] Die Regel ist wie ausgeliefert.
   *[other] { $count } Regeln sind wie ausgeliefert.
}
rules-delete = Löschen
rules-deleted = { $count ->
    [one] Die Regel ist gelöscht.
   *[other] { $count } Regeln sind gelöscht.
}
rules-preset = Satz wählen
rules-preset-title = Alle Regeln durch einen Satz ersetzen
rules-preset-set = Satz
rules-preset-verb = Alle Regeln ersetzen
rules-preset-strict = Streng
rules-preset-balanced = Ausgewogen
rules-preset-relaxed = Nachsichtig
rules-preset-about-strict = Wie ausgeliefert: wenige Versuche, dann einen Tag draußen. Passt für jeden Server, dessen Nutzer ihre Passwörter kennen.
rules-preset-about-balanced = Doppelt so viele Versuche, dann einige Stunden draußen. Passt für viele Nutzer hinter einer Adresse.
rules-preset-about-relaxed = Nur offensichtliche Angriffe werden aufgehalten, und nicht lange. Wählen Sie das nur für kurze Zeit, um einen Fehler zu suchen.
rules-preset-all = Der Satz ersetzt alle Regeln: auch die, die Sie geändert oder hinzugefügt haben.
rules-preset-no-way-back = Sie dürfen keine Einstellungen ändern und können dies daher nicht zurücknehmen.
rules-preset-done = Alle Regeln sind ersetzt. Satz: { $set }.
rules-plan = Was sich ändert
rules-plan-unread = Was der Satz ändert, konnte nicht gelesen werden
rules-plan-none = Die Regeln sind schon so wie in diesem Satz: Nichts ändert sich.
rules-plan-old = Jemand anderes hat die Regeln inzwischen geändert. Sehen Sie sich die Unterschiede an und ersetzen Sie sie dann.
rules-plan-count = { $count ->
    [one] Eine Regel ändert sich.
   *[other] { $count } Regeln ändern sich.
}
rules-plan-weaker-count = { $count ->
    [one] Eine davon lässt mehr durch als bisher.
   *[other] { $count } davon lassen mehr durch als bisher.
}
rules-plan-weaker = schwächer
rules-plan-added = Sie kommt hinzu.
rules-plan-removed = Sie fällt weg: Der Satz hat keine dieses Namens.
rules-add = Regel hinzufügen
rules-add-verb = Ausgeschaltet hinzufügen
rules-name = Name
rules-name-help = So nennen sie Sperren und Protokolle: Kleinbuchstaben, Ziffern und Bindestriche.
rules-name-wrong = Verwenden Sie Kleinbuchstaben, Ziffern und Bindestriche, höchstens 64 Zeichen.
rules-name-taken = Eine Regel mit diesem Namen gibt es schon. Wählen Sie einen anderen.
rules-description = Beschreibung
rules-description-help = Sie steht bei jeder Sperre.
rules-window = Zeitraum
rules-window-help = Wie weit zurück gezählt wird.
rules-threshold = Schwelle
rules-threshold-help = So viel innerhalb des Zeitraums ist zu viel.
rules-not-yours = Sie können andere Werte am aufgezeichneten Verkehr ausprobieren. Zum Speichern brauchen Sie das Recht, Einstellungen zu ändern.
rules-saved = Die Regel { $rule } ist gespeichert.
rules-changed-meanwhile = Jemand anderes hat diese Regel inzwischen geändert. Sehen Sie sich die Unterschiede an und speichern Sie dann noch einmal.
rules-simulation = Erst ausprobieren
rules-simulation-about = Was diese Regel, so wie eingegeben, mit dem aufgezeichneten Verkehr getan hätte. Ausprobieren sperrt niemanden.
rules-simulation-old = Sie haben die Werte seither geändert. Simulieren Sie erneut, um ihre Wirkung zu sehen.
rules-since = Aufgezeichnet in
rules-since-24h = Ein Tag
rules-since-7d = Eine Woche
rules-since-30d = 30 Tage
rules-simulation-runs = Das Aufgezeichnete wird durchgesehen
rules-simulate = Simulieren
rules-not-simulated = Die Regel konnte nicht ausprobiert werden
rules-not-yet = Noch nicht ausprobiert
rules-not-tryable = Geben Sie eine Schwelle und einen Zeitraum in ganzen Minuten ein.
rules-tried = Mit { $limit }
rules-caught = Erfasst
rules-caught-rightful = Davon später rechtmäßig angemeldet
rules-attackers = Angreifer
rules-people = Personen, die sich später rechtmäßig anmeldeten
rules-difference = Gegenüber der jetzigen Regel: { $attackers } { $attackerCount ->
    [one] Angreifer
   *[other] Angreifer
}, { $people } { $personCount ->
    [one] Person
   *[other] Personen
}
rules-no-difference = Sie erfasst so viele wie die jetzige Regel.
rules-nobody-rightful = Niemand, der sich später rechtmäßig anmeldete, wäre ausgesperrt worden.
rules-look-first = { $count ->
    [one] Sehen Sie sich dies zuerst an: Eine Person meldete sich rechtmäßig an und wäre ausgesperrt worden.
   *[other] Sehen Sie sich diese { $number } zuerst an: Sie meldeten sich rechtmäßig an und wären ausgesperrt worden.
}
rules-cut = Gezeigt werden die ersten { $number } von { $all }.
rules-over-time = Erfasst im Lauf der Zeit
rules-rightful = Rechtmäßig angemeldet
rules-counted = Gezählt
rules-against = Änderung
rules-outcomes = Wer erfasst wurde
rules-outcomes-all = Alle
rules-outcomes-rightful = Rechtmäßig angemeldet
rules-outcomes-attackers = Angreifer
rules-outcomes-fresh = Mehr als jetzt
rules-outcomes-gone = Nicht mehr
rules-outcome-same = wie jetzt
rules-outcome-fresh = neu
rules-outcome-gone = nicht mehr
rules-spare = Ausnehmen
rules-spared = { $count ->
    [one] Regeln dieser Art gelten dort nicht mehr, soweit diese zählt.
   *[other] Regeln dieser Art gelten für { $count } nicht mehr, soweit diese zählt.
}
rules-spare-why = Nach einer Simulation ausgenommen
rules-nobody-caught = Niemand wäre erfasst worden
rules-nobody-caught-about = In dieser Zeit hat niemand die Schwelle erreicht.
