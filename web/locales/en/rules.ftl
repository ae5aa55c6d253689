rules-about = What counts as an attack, how much of it is too much, and what happens then.
rules-all = All rules
rules-none = There is no rule
rules-no-such = There is no such rule
rules-rule = Rule
rules-state = State
rules-counts = What it counts
rules-everywhere = All services
rules-too-much = Too much
rules-limit = { $number } in { $span }
rules-action = Then
rules-lasts = For
rules-standing = Compared
rules-standing-shipped = as shipped
rules-standing-changed = changed
rules-standing-own = of your own
rules-standing-unknown = not known
rules-permanent = Cannot be deleted
rules-which = Which rules
rules-which-all = All
rules-which-on = On
rules-which-off = Off
rules-which-drifted = Not as shipped
rules-kind-denial-of-service = New connections from one address
rules-kind-brute-force-by-address = Failed logins from one address
rules-kind-brute-force-by-account = Failed logins to one account, from anywhere
rules-kind-harvesting = Wrong recipients and empty sessions from one address
rules-kind-internal-spammer = Recipients that one account writes to
rules-kind-bounces = Mail of one account that comes back
rules-kind-password-retrieval = Attempts to have a password reset
rules-action-block = Refuse
rules-action-delay = Answer slowly
rules-action-notify = Only tell administrators
rules-action-hold-queue = Hold the account’s mail
rules-action-suspend-sending = Refuse the account’s mail
rules-action-second-factor = Known devices and second factors only
rules-turn-on = Switch on
rules-turned-on = { $count ->
    [one] The rule is on.
   *[other] { $count } rules are on.
}
rules-turn-off = Switch off
rules-turned-off = { $count ->
    [one] The rule is off. It counts nothing.
   *[other] { $count } rules are off. They count nothing.
}
rules-reset = Back to shipped
rules-were-reset = { $count ->
    [one] The rule is as it shipped.
   *[other] { $count } rules are as they shipped.
}
rules-delete = Delete
rules-deleted = { $count ->
    [one] The rule is deleted.
   *[other] { $count } rules are deleted.
}
rules-preset = Choose a set
rules-preset-title = Replace all rules by a set
rules-preset-set = Set
rules-preset-verb = Replace all rules
rules-preset-strict = Strict
rules-preset-balanced = Balanced
rules-preset-relaxed = Relaxed
rules-preset-about-strict = As shipped: few attempts, and a day outside. It suits every server whose users know their passwords.
rules-preset-about-balanced = Twice as many attempts, and some hours outside. It suits many users behind one address.
rules-preset-about-relaxed = Only what is plainly an attack is stopped, and not for long. Choose it for a short time, to find a fault.
rules-preset-all = The set takes the place of all rules: those that you changed, and those that you added.
rules-preset-no-way-back = You may not change settings, so you cannot take this back.
rules-preset-done = All rules are replaced. Set: { $set }.
rules-plan = What changes
rules-plan-unread = What the set changes could not be read
rules-plan-none = The rules are as this set has them: nothing changes.
rules-plan-old = Somebody else changed the rules meanwhile. Look at what differs, then replace them.
rules-plan-count = { $count ->
    [one] One rule changes.
   *[other] { $count } rules change.
}
rules-plan-weaker-count = { $count ->
    [one] One of them lets more through than before.
   *[other] { $count } of them let more through than before.
}
rules-plan-weaker = weaker
rules-plan-added = It is added.
rules-plan-removed = It goes: the set has none of this name.
rules-add = Add a rule
rules-add-verb = Add, switched off
rules-name = Name
rules-name-help = What blocks and logs call it: small letters, digits and hyphens.
rules-name-wrong = Use small letters, digits and hyphens, 64 at most.
rules-name-taken = There is a rule of this name. Choose another.
rules-description = Description
rules-description-help = It is shown with each block.
rules-window = Time frame
rules-window-help = How far back counts.
rules-threshold = Threshold
rules-threshold-help = So much within the time frame is too much.
rules-not-yours = You may try other values on what was recorded. To save them takes the right to change settings.
rules-saved = The rule { $rule } is saved.
rules-changed-meanwhile = Somebody else changed this rule meanwhile. Look at what differs, then save again.
rules-simulation = Try it first
rules-simulation-about = What this rule, as entered, would have done to the traffic that was recorded. Nobody is blocked by trying.
rules-simulation-old = You have changed the values since. Simulate again to see what they do.
rules-since = Recorded in
rules-since-24h = A day
rules-since-7d = A week
rules-since-30d = 30 days
rules-simulation-runs = What was recorded is gone through
rules-simulate = Simulate
rules-not-simulated = The rule could not be tried
rules-not-yet = Not tried yet
rules-not-tryable = Enter a threshold, and a time frame of whole minutes.
rules-tried = With { $limit }
rules-caught = Caught
rules-caught-rightful = Of them later logged in rightly
rules-attackers = Attackers
rules-people = People who later logged in rightly
rules-difference = Against the present rule: { $attackers } { $attackerCount ->
    [one] attacker
   *[other] attackers
}, { $people } { $personCount ->
    [one] person
   *[other] people
}
rules-no-difference = It catches as many as the present rule.
rules-nobody-rightful = Nobody who later logged in rightly would have been shut out.
rules-look-first = { $count ->
    [one] Look at this one first: he logged in rightly, and would have been shut out.
   *[other] Look at these { $number } first: they logged in rightly, and would have been shut out.
}
rules-cut = The first { $number } of { $all } are shown.
rules-over-time = Caught over time
rules-rightful = Logged in rightly
rules-counted = Counted
rules-against = Change
rules-outcomes = Who was caught
rules-outcomes-all = All
rules-outcomes-rightful = Logged in rightly
rules-outcomes-attackers = Attackers
rules-outcomes-fresh = More than now
rules-outcomes-gone = Not any more
rules-outcome-same = the same
rules-outcome-fresh = new
rules-outcome-gone = no longer
rules-spare = Exempt
rules-spared = { $count ->
    [one] It is exempt from rules of this kind, where this one counts.
   *[other] { $count } are exempt from rules of this kind, where this one counts.
}
rules-spare-why = Exempt after a simulation
rules-nobody-caught = Nobody would have been caught
rules-nobody-caught-about = Within this time nobody reached the threshold.
