defaults-about = Where domains are set otherwise than new ones begin, and how that is made the same.
defaults-settings = Set the defaults
defaults-drift = Differences
defaults-past = What was spread
defaults-setting = Setting
defaults-default = New domains
defaults-values = Set to
defaults-domains = Domains
defaults-none = All domains are as new ones begin
defaults-none-about = What is set otherwise in a domain stands here, and is set back in many at once.
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
    [one] One domain is as new ones begin.
   *[other] { $count } domains are as new ones begin.
}
defaults-at = When
defaults-by = By
defaults-undo = Undo
defaults-undone = { $count ->
    [one] It is taken back, save what was changed since.
   *[other] { $count } are taken back, save what was changed since.
}
defaults-no-past = Nothing was spread yet
defaults-no-past-about = Each time that settings are set in many domains at once stands here, and can be taken back.
