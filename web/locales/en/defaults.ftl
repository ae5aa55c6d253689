defaults-about = Where domains differ from the defaults for new ones, and how to bring them back in line.
defaults-settings = Set the defaults
defaults-drift = Differences
defaults-past = What was propagated
defaults-setting = Setting
defaults-default = New domains
defaults-values = Set to
defaults-domains = Domains
defaults-none = No domain differs from the defaults
defaults-none-about = What differs in a domain stands here, and can be set back in many at once.
defaults-propagate = Propagate
defaults-propagate-one = Propagate this
defaults-which-settings = Which settings
defaults-which-domains = In which domains
defaults-choose = Choose at least one setting and one domain.
defaults-preview = Preview
defaults-plan = { $domains ->
    [one] One domain: { $changes ->
        [one] one change
       *[other] { $changes } changes
    }. Nothing is changed yet.
   *[other] { $domains } domains: { $changes ->
        [one] one change
       *[other] { $changes } changes
    }. Nothing is changed yet.
}
defaults-steps = What changes
defaults-apply = { $count ->
    [one] Make the change
   *[other] Make { $count } changes
}
defaults-propagated = { $count ->
    [one] One domain matches the defaults.
   *[other] { $count } domains match the defaults.
}
defaults-at = When
defaults-by = By
defaults-undo = Undo
defaults-undone = { $count ->
    [one] It is taken back, save what was changed since.
   *[other] { $count } are taken back, save what was changed since.
}
defaults-no-past = Nothing was propagated yet
defaults-no-past-about = Each time that settings are set in many domains at once stands here, and can be taken back.
