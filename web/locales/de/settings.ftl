settings-about = Jede Einstellung wird mit ihrem gehärteten Wert ausgeliefert. Abweichungen sind markiert; dabei steht, wer sie gesetzt hat.
settings-find = Einstellung suchen
settings-rooms = Teile des Servers
settings-every = Alle Einstellungen
settings-hardening = Härtung
settings-hardening-about = Die Einstellungen, um die es in Anleitungen zur Härtung geht. Alle anderen stehen bei den Teilen des Servers.
settings-drifted = { $count ->
    [one] 1 weicht ab
   *[other] { $count } weichen ab
}
settings-saved = { $count ->
    [one] Eine Einstellung wurde gespeichert.
   *[other] { $count } Einstellungen wurden gespeichert.
}
settings-undone = Die Einstellungen sind wieder wie zuvor.
settings-changed-meanwhile = Jemand anderes hat inzwischen Einstellungen geändert. Sehen Sie sich die Unterschiede an und speichern Sie noch einmal.
settings-not-read = Die Einstellungen konnten nicht gelesen werden
