kit-on = On
kit-off = Off
kit-show = Show
kit-hide = Hide
kit-close = Close
kit-copy-one = Copy { $name }
kit-copied = Copied
kit-secret-once = This is shown this once. Copy it now: the server keeps only what proves it.
kit-secret-kept = I have it
kit-cancel = Cancel
kit-undo = Undo
kit-insist = Do it all the same
kit-dismiss = Dismiss
kit-retry = Try again
kit-loading = Loading
kit-messages = Messages
kit-choices = Choices
kit-found = { $count ->
    [0] Nothing found
    [one] { $count } found
   *[other] { $count } found
}
kit-none-found = Nothing found
kit-chips = { $count ->
    [one] One value
   *[other] { $count } values
}
kit-remove-one = Remove { $name }
kit-choose-all = Select all { $count }
kit-choose-none = Clear the selection
kit-chosen = { $count ->
    [one] One selected
   *[other] { $count } selected
}
kit-type-to-confirm = Type { $word } to confirm
kit-type-differs = This is not { $word }
kit-palette = Go to
kit-palette-hint = Search pages and actions
kit-reads = It is being read
kit-stopped = It was stopped.
kit-progress-count = { $done } done
kit-progress-of = { $done } of { $total }
kit-progress-since = { $seconds ->
    [one] for one second
   *[other] for { $seconds } seconds
}
kit-progress-left = about { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
} left
kit-progress-waits = { $seconds ->
    [one] the server is asked again in a second
   *[other] the server is asked again in { $seconds } seconds
}
kit-empty-value = (empty)
kit-before = Before:
kit-after = After:
kit-verdict-ok = All right
kit-verdict-warn = Warning
kit-verdict-bad = Problem
kit-verdict-info = Note
kit-evidence = { $count ->
    [one] Evidence: one event
   *[other] Evidence: { $count } events
}
kit-as-table = As a table
kit-as-chart = As a chart
kit-one-as-table = { $title } as a table
kit-one-as-chart = { $title } as a chart
kit-chart-most = most: { $most }
kit-unreachable = The server does not answer. Check your connection and try again; nothing that you entered is lost.
kit-not-the-server = What answered was not this server ({ $status }). Try again in a moment; if it stays so, look at what stands before it.
kit-not-undone = It could not be taken back: { $why }
kit-time = Time
kit-chart-summary = { $label }: { $total } in all, most at { $at } with { $most }.
kit-chart-level = { $label }: now { $last }, between { $least } and { $most } so far.
kit-chart-none = { $label }: nothing.
kit-correlation = In the log it is found by
kit-not-copied = The browser did not let this be copied. Select it and copy it by hand.
kit-strength-none = Strength
kit-strength-0 = Guessed at once
kit-strength-1 = Very weak
kit-strength-2 = Weak
kit-strength-3 = Strong
kit-strength-4 = Very strong
