defaults-about = Wo Domains von den Vorgaben für neue abweichen, und wie sich das angleichen lässt.
defaults-settings = Vorgaben setzen
defaults-drift = Abweichungen
defaults-past = Was übertragen wurde
defaults-setting = Einstellung
defaults-default = Neue Domains
defaults-values = Gesetzt auf
defaults-domains = Domains
defaults-none = Alle Domains entsprechen den Vorgaben
defaults-none-about = Was in einer Domain davon abweicht, steht hier und lässt sich in vielen zugleich zurücksetzen.
defaults-propagate = Übertragen
defaults-propagate-one = Diese übertragen
defaults-which-settings = Welche Einstellungen
defaults-which-domains = In welche Domains
defaults-choose = Wählen Sie mindestens eine Einstellung und eine Domain.
defaults-preview = Vorschau
defaults-plan = { $domains ->
    [one] Eine Domain: { $changes ->
        [one] eine Änderung
       *[other] { $changes } Änderungen
    }. Noch ist nichts geändert.
   *[other] { $domains } Domains: { $changes ->
        [one] eine Änderung
       *[other] { $changes } Änderungen
    }. Noch ist nichts geändert.
}
defaults-steps = Was sich ändert
defaults-apply = { $count ->
    [one] Änderung ausführen
   *[other] { $count } Änderungen ausführen
}
defaults-propagated = { $count ->
    [one] Eine Domain entspricht jetzt den Vorgaben.
   *[other] { $count } Domains entsprechen jetzt den Vorgaben.
}
defaults-at = Wann
defaults-by = Von
defaults-undo = Rückgängig
defaults-undone = { $count ->
    [one] Die Übertragung ist zurückgenommen, bis auf das, was seitdem geändert wurde.
   *[other] { $count } Übertragungen sind zurückgenommen, bis auf das, was seitdem geändert wurde.
}
defaults-no-past = Noch wurde nichts übertragen
defaults-no-past-about = Jedes Mal, wenn Einstellungen in vielen Domains zugleich gesetzt werden, steht es hier und lässt sich zurücknehmen.
