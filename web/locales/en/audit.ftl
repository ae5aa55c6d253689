audit-about = Every check looks at the thing itself, and says why it matters and what mends it.
audit-checks = Checks
audit-check = What is right when it passes
audit-standing = State
audit-standings = By state
audit-standing-all = All
audit-standing-bad = Bad
audit-standing-warn = Warning
audit-standing-passed = Passed
audit-standing-not-checked = Unchecked
audit-severity = Severity
audit-severity-low = low
audit-severity-medium = medium
audit-severity-high = high
audit-severity-critical = critical
audit-group = Group
audit-groups-all = All groups
audit-group-all = { $group } ({ $all })
audit-group-failed = { $group }: { $failed ->
    [one] one found
   *[other] { $failed } found
}
audit-group-settings = Settings
audit-group-ids = Intrusion detection
audit-group-relay = Relay
audit-group-listeners = Listeners
audit-group-certificates = Certificates
audit-group-accounts = Accounts
audit-group-dns = DNS
audit-group-files = Files
audit-group-process = Process
audit-group-system = Machine
audit-found = Found
audit-set-by = Set on { $at } by { $name }
audit-set-not-read = Who set it could not be read
audit-seen = What was looked at
audit-not-checked-why = Why it could not be checked
audit-why = Why it matters
audit-what-to-do = What to do
audit-can-mend = The server can mend this by itself. What it changes is kept, and can be taken back.
audit-or-by-command = Or by command:
audit-command = the command
audit-to-page = Mend it by hand
audit-to-records = All records of { $domain }
audit-to-setting = Setting { $key }
audit-mend = Mend
audit-mended = { $count ->
    [one] It is mended.
   *[other] { $count } are mended.
}
audit-mended-all = { $count ->
    [0] There was nothing left to mend.
    [one] One value is mended.
   *[other] { $count } values are mended.
}
audit-mend-all = Mend all safe ({ $count })
audit-runs = The audit is being made
audit-mends = The server mends what it can
audit-stopped = You stopped the audit.
audit-run-again = Run again
audit-no-checks = No check was made
audit-score = Score
audit-of-hundred = of 100
audit-failed = { $count ->
    [one] One to mend
   *[other] { $count } to mend
}
audit-all-passed = All that was checked is right
audit-counts = { $passed } passed, { $unknown } not checked. { $at }
audit-over-time = Score of the daily audits
audit-no-history = Each day's audit adds a point here. None has been made yet.
audit-history-not-read = The scores of earlier days could not be read
audit-break-out = Break-out proof
audit-break-out-about = The server tries, from inside, to leave what holds it: to open other files, to run a program, to become root. Where nothing stops an attempt, it does no harm. Each stands in the log as a refused system call where the filter stopped it.
audit-break-out-try = Try to break out
audit-break-out-runs = The server tries to break out
audit-break-out-not-tried = The server could not try to break out
audit-break-out-attempts = What was tried, and what stopped it
audit-break-out-at = Tried at { $at }
audit-break-out-stopped = { $count ->
    [one] The attempt was stopped
   *[other] All { $count } attempts were stopped
}
audit-break-out-through = { $count ->
    [one] One attempt succeeded
   *[other] { $count } attempts succeeded
}
audit-break-out-tried = Tried to { $attempt }
audit-break-out-stopped-by = Stopped by { $by }
audit-break-out-succeeded = Nothing stopped it
audit-mendings = What was mended
audit-mendings-not-read = What was mended could not be read
audit-no-mendings = Nothing has been mended yet.
audit-all-mendings = Show all
audit-by = by { $name }
audit-of-domain = { $setting } of { $domain }
audit-mode-of = Mode of { $path }
audit-mended-then = Mending { $number }
audit-taken-back = That is taken back.
audit-taken-back-but = { $count ->
    [one] That is taken back, but for one value that somebody changed since.
   *[other] That is taken back, but for { $count } values that somebody changed since.
}
