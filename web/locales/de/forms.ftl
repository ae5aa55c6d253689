forms-left-empty = Füllen Sie dieses Feld aus
forms-reset = { $name }: zurück zum ausgelieferten Wert
forms-weaker = Weniger sicher als der ausgelieferte Wert, { $shipped }.
forms-some-weaker = Hier wird etwas weniger sicher, als es ausgeliefert wird.
forms-reset-new = { $name }: zurück zur Vorgabe für neue Domains
forms-unsafe = { $number } dieser Änderungen machen den Server deutlich unsicherer:
forms-unsafe-new = { $number } dieser Änderungen machen die Domain deutlich unsicherer:
forms-weaker-new = Weniger sicher als die Vorgabe für neue Domains: { $shipped }.
forms-some-weaker-new = Hier wird etwas weniger sicher als jetzt oder als die Vorgaben für neue Domains.
forms-weaker-before = Weniger sicher als jetzt, { $before }.
forms-less-strict = Weniger streng als der Server; er verlangt { $value }.
forms-server-at-least = Mindestens { $value }, wie der Server es verlangt.
forms-server-at-most = Höchstens { $value }, wie der Server es verlangt.
forms-server-says = Der Server sagt: { $value }.
forms-why = Warum, Grenzen, Befehl
forms-shipped = Ausgelieferter Wert
forms-shipped-new = Neue Domains beginnen mit
forms-bounds = Erlaubt
forms-between = { $min } bis { $max }
forms-at-least = mindestens { $min }
forms-bytes-of-text = Byte Text
forms-entries = Einträge
forms-applies = Wirkt
forms-apply-live = sofort
forms-apply-new-sessions = in neuen Sitzungen
forms-apply-restart = beim nächsten Start
forms-reason = Warum dieser Wert
forms-command = Befehl
forms-mark-changed = noch nicht gespeichert
forms-mark-shipped = wie ausgeliefert
forms-mark-shipped-new = { $by ->
    [system] Vorgabe, für dieses System gesetzt
   *[shipped] Vorgabe, wie ausgeliefert
}
forms-mark-system = für dieses System gesetzt
forms-mark-domain = für diese Domain gesetzt
forms-unit = Einheit von { $name }
forms-unit-B = Byte
forms-unit-KiB = KiB
forms-unit-MiB = MiB
forms-unit-GiB = GiB
forms-unit-TiB = TiB
forms-unit-ms = Millisekunden
forms-unit-s = Sekunden
forms-unit-min = Minuten
forms-unit-h = Stunden
forms-unit-d = Tage
forms-no-integer = Geben Sie eine ganze Zahl ein.
forms-no-size = Geben Sie eine ganze Zahl ein und wählen Sie ihre Einheit.
forms-no-duration = Geben Sie eine ganze Zahl ein und wählen Sie ihre Einheit.
forms-no-choice = Wählen Sie einen der angebotenen Werte.
forms-amount-between = Von { $min } bis { $max }.
forms-amount-at-least = Mindestens { $min }.
forms-length-between = { $min } bis { $max } Byte Text.
forms-length-at-least = Mindestens { $min } Byte Text.
forms-items-between = { $min } bis { $max } Einträge.
forms-items-at-least = Mindestens { $min } Einträge.
forms-secret-set = ein Geheimnis, das gesetzt ist
forms-secret-new = ein anderes Geheimnis
forms-secret-mine = das von Ihnen eingegebene
forms-secret-kept = Eines ist gesetzt. Was Sie eingeben, tritt an seine Stelle; leer bleibt es, wie es ist.
forms-records = { $count ->
    [0] keiner
    [one] einer
   *[other] { $count }
}
forms-record = Eintrag { $number }
forms-record-wrong = Eintrag { $number } stimmt noch nicht.
forms-no-records = Es gibt noch keinen.
forms-all-records = Alle { $count } zeigen
forms-add-record = Hinzufügen
forms-advanced = { $count ->
    [one] Eine weitere, selten geänderte Einstellung
   *[other] { $count } weitere, selten geänderte Einstellungen
}
forms-no-match = Keine Einstellung passt dazu
forms-changed = { $count ->
    [one] Eine Änderung
   *[other] { $count } Änderungen
}
forms-wrong = { $count ->
    [one] Ein Wert stimmt noch nicht
   *[other] { $count } Werte stimmen noch nicht
}
forms-discard = Verwerfen
forms-entered = Was Sie eingegeben haben, ist nicht gespeichert.
forms-go-on = Weiter bearbeiten
forms-review = Prüfen und speichern
forms-review-title = Was sich ändert
forms-save = { $count ->
    [one] Änderung speichern
   *[other] { $count } Änderungen speichern
}
forms-conflict = { $name } wurde inzwischen von jemand anderem geändert
forms-conflict-by = Durch { $name }, { $time }
forms-was = Vorher
forms-theirs = Inzwischen
forms-mine = Ihre Eingabe
forms-take-theirs = So lassen
forms-keep-mine = Meine Eingabe nehmen
forms-file-choose = Datei wählen
forms-file = { $label }: Datei wählen
forms-pem-too-large = Das ist größer als 96 KiB: Es ist kein Zertifikat und kein Schlüssel.
