forms-left-empty = Fill this in
forms-reset = { $name }: back to the shipped value
forms-weaker = Less safe than the shipped value, { $shipped }.
forms-some-weaker = Something here becomes less safe than it is shipped.
forms-reset-new = { $name }: back to the default for new domains
forms-unsafe = { $number } of these changes make the server much less safe:
forms-unsafe-new = { $number } of these changes make the domain much less safe:
forms-weaker-new = Less safe than the default for new domains, { $shipped }.
forms-some-weaker-new = Something here becomes less safe than it is now, or than the defaults for new domains.
forms-weaker-before = Less safe than it is now, { $before }.
forms-less-strict = Less strict than the server, which asks for { $value }.
forms-server-at-least = At least { $value }, as the server asks.
forms-server-at-most = At most { $value }, as the server asks.
forms-server-says = The server says: { $value }.
forms-why = Why, bounds, command
forms-shipped = Shipped value
forms-shipped-new = Default for new domains
forms-bounds = May be
forms-between = { $min } to { $max }
forms-at-least = { $min } or more
forms-bytes-of-text = bytes of text
forms-entries = entries
forms-applies = Takes effect
forms-apply-live = at once
forms-apply-new-sessions = in new sessions
forms-apply-restart = at the next start
forms-reason = Why this value
forms-command = Command
forms-mark-changed = not saved yet
forms-mark-shipped = as shipped
forms-mark-shipped-new = { $by ->
    [system] as the default, set for this system
   *[shipped] as the default, as shipped
}
forms-mark-system = set for this system
forms-mark-domain = set for this domain
forms-unit = Unit of { $name }
forms-unit-B = bytes
forms-unit-KiB = KiB
forms-unit-MiB = MiB
forms-unit-GiB = GiB
forms-unit-TiB = TiB
forms-unit-ms = milliseconds
forms-unit-s = seconds
forms-unit-min = minutes
forms-unit-h = hours
forms-unit-d = days
forms-no-integer = Enter a whole number.
forms-no-size = Enter a whole number and choose its unit.
forms-no-duration = Enter a whole number and choose its unit.
forms-no-choice = Choose one of those offered.
forms-amount-between = From { $min } to { $max }.
forms-amount-at-least = At least { $min }.
forms-length-between = { $min } to { $max } bytes of text.
forms-length-at-least = At least { $min } bytes of text.
forms-items-between = { $min } to { $max } entries.
forms-items-at-least = At least { $min } entries.
forms-secret-set = a secret that is set
forms-secret-new = another secret
forms-secret-mine = the one that you entered
forms-secret-kept = One is set. What you enter takes its place; empty, it stays.
forms-records = { $count ->
    [0] none
    [one] one
   *[other] { $count }
}
forms-record = Entry { $number }
forms-record-wrong = Entry { $number } is not right yet.
forms-no-records = There is none yet.
forms-all-records = Show all { $count }
forms-add-record = Add one
forms-advanced = { $count ->
    [one] One more setting that is rarely changed
   *[other] { $count } more settings that are rarely changed
}
forms-no-match = No setting matches
forms-changed = { $count ->
    [one] One change
   *[other] { $count } changes
}
forms-wrong = { $count ->
    [one] One value is not right yet
   *[other] { $count } values are not right yet
}
forms-discard = Discard
forms-entered = What you entered is not saved.
forms-go-on = Keep editing
forms-review = Review and save
forms-review-title = What will change
forms-save = { $count ->
    [one] Save the change
   *[other] Save { $count } changes
}
forms-conflict = { $name } was changed by somebody else meanwhile
forms-conflict-by = By { $name }, { $time }
forms-was = It was
forms-theirs = It is
forms-mine = You entered
forms-take-theirs = Leave as it is
forms-keep-mine = Take mine
forms-file-choose = Choose a file
forms-file = { $label }: choose a file
forms-pem-too-large = This is larger than 96 KiB: it is no certificate or key.
