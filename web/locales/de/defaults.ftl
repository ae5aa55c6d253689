defaults-about = Wo Domains anders gesetzt sind, als neue beginnen, und wie das angeglichen wird.
defaults-settings = Vorgaben setzen
defaults-drift = Abweichungen
defaults-past = Was übertragen wurde
defaults-setting = Einstellung
defaults-default = Neue Domains
defaults-values = Gesetzt auf
defaults-domains = Domains
defaults-none = Alle Domains sind, wie neue beginnen
defaults-none-about = Was in einer Domain anders gesetzt ist, steht hier und lässt sich in vielen zugleich zurücksetzen.
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
    [one] Eine Domain ist jetzt, wie neue beginnen.
   *[other] { $count } Domains sind jetzt, wie neue beginnen.
}
defaults-at = Wann
defaults-by = Von
defaults-undo = Rückgängig
defaults-undone = { $count ->
    [one] Es ist zurückgenommen, bis auf das, was seitdem geändert wurde.
   *[other] { $count } sind zurückgenommen, bis auf das, was seitdem geändert wurde.
}
defaults-no-past = Noch wurde nichts übertragen
defaults-no-past-about = Jedes Mal, wenn Einstellungen in vielen Domains zugleich gesetzt werden, steht es hier und lässt sich zurücknehmen.
