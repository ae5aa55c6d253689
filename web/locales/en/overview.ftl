overview-answer = The answer to all three questions
overview-look-again = Look again
overview-mend-next = Mend next
overview-all-well = All is well
overview-begun = Set-up is not finished: the server has no domain yet.
overview-begun-go-on = Go on
overview-needs = { $count ->
    [one] One thing needs you
   *[other] { $count } things need you
}
overview-proof = { $count ->
    [one] Proven at { $at }: one check passed.
   *[other] Proven at { $at }: { $count } checks passed.
}
overview-last-run = The last daily audit was at { $at }, with { $score } of 100.
overview-safe = Am I safe?
overview-yes-ok = Yes
overview-yes-info = Yes
overview-yes-warn = Nearly
overview-yes-bad = No
overview-of-hundred = of 100
overview-counts = { $passed } passed, { $failed } to mend, { $unknown } unchecked
overview-found = { $text }
overview-not-so = Not so: { $text }
overview-more-findings = { $count ->
    [one] And one more finding
   *[other] And { $count } more findings
}
overview-groups = What was looked at
overview-group-passed = { $passed } of { $all }
overview-group-unchecked = { $passed } of { $all }, { $unknown } unchecked
overview-blocked-none = Nobody is blocked
overview-blocked = { $count ->
    [one] One attacker is kept out now
   *[other] { $number } attackers are kept out now
}
overview-blocked-more = More than { $number } attackers are kept out now
overview-mail = Does mail flow?
overview-flows-ok = Yes
overview-flows-info = Yes
overview-flows-warn = Slowly
overview-flows-bad = No
overview-accepts = Mail is taken for { $domains ->
    [one] one domain
   *[other] { $domains } domains
} and { $accounts ->
    [one] one account
   *[other] { $accounts } accounts
}
overview-refuses = Mail is refused for now: there is too little room on the disk, or the store has failed
overview-disk-low = Mail is refused: only { $free } are free on the disk, and { $least } have to be; noticed { $ago }
overview-disk-scarce = Room on the disk is running out: { $free } of { $whole } are free
overview-paused = Nothing is sent to other servers: delivery is paused
overview-queue-empty = No mail waits
overview-queue = { $count ->
    [one] One delivery waits
   *[other] { $number } deliveries wait
}
overview-oldest = The oldest came in { $ago }
overview-domains = Domains that mail waits for
overview-here = this server
overview-connections = { $count ->
    [0] Nobody is connected
    [one] One connection is open
   *[other] { $number } connections are open
}
overview-need = What needs me?
overview-need-nothing = Nothing
overview-need-some = { $count ->
    [one] One thing
   *[other] { $count } things
}
overview-need-safe = { $count ->
    [one] One thing weakens the server
   *[other] { $number } things weaken the server
}
overview-need-mail = { $count ->
    [one] One thing holds mail up
   *[other] { $number } things hold mail up
}
overview-certificates = All certificates hold; the next ends on { $at }
overview-certificates-none = There is no certificate
overview-certificates-soon = { $count ->
    [one] A certificate ends on { $at }
   *[other] { $number } certificates end soon, the first on { $at }
}
overview-certificates-over = { $count ->
    [one] A certificate ended on { $at }
   *[other] { $number } certificates have ended or end soon, the first on { $at }
}
overview-scanner-silent = { $count ->
    [0] The scanner { $scanner } is not there, noticed first { $ago }; no mail has come for it yet
    [one] The scanner { $scanner } has not answered for one message, { $ago }
   *[other] The scanner { $scanner } has not answered for { $number } messages, the first { $ago }
}
overview-quarantine-empty = Nothing is in quarantine
overview-quarantine = { $count ->
    [one] One message in quarantine waits for you
   *[other] { $number } messages in quarantine wait for you
}
overview-passwords = No password is weak or expired
overview-weak = { $count ->
    [one] One account has a weak password
   *[other] { $number } accounts have weak passwords
}
overview-expired = { $count ->
    [one] The password of one account has expired
   *[other] The passwords of { $number } accounts have expired
}
overview-release-hole = Release { $version } closes a hole of { $running }, which runs here
overview-release-newer = Release { $version } is newer than { $running }, which runs here
overview-release-newest = Release { $running } runs here, and there is no newer one
overview-release-unknown = Release { $running } runs here; it is not known whether there is a newer one
overview-unread-audit = The audit could not be made
overview-unread-blocks = Who is blocked could not be read
overview-unread-status = Whether mail is taken could not be read
overview-unread-queue = The queue could not be read
overview-unread-connections = The connections could not be read
overview-unread-certificates = The certificates could not be read
overview-unread-quarantine = The quarantine could not be read
overview-unread-passwords = The state of the passwords could not be read
overview-unread-version = Whether there is a newer release could not be read
overview-lately = How it went
overview-span-day = 24 hours
overview-span-week = 7 days
overview-attacked-warn = Nearly: an attack goes on
overview-attacked-bad = No, and an attack goes on
overview-no-attack = No attack goes on
overview-attack-logins = { $number } logins were refused in the last hour; in most hours here it is { $usual }
overview-attack-blocks = { $number } attackers were blocked in the last hour; in most hours here it is { $usual }
overview-guessed = { $count ->
    [one] Somebody tries to guess the password of one account
   *[other] Somebody tries to guess the passwords of { $number } accounts
}
overview-sends = { $count ->
    [one] One account sends far too much; its mail is held
   *[other] { $number } accounts send far too much; their mail is held
}
overview-act-finding = To the finding
overview-act-blocks = See who
overview-act-rule = Check the rule
overview-act-account = To the account
overview-act-queue = To the queue
overview-act-certificates = Renew
overview-act-quarantine = Decide
overview-act-passwords = New password
overview-act-release = Update
overview-unread-attacks = Whether an attack goes on could not be read
