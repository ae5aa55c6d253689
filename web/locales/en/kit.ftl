kit-on = On
kit-off = Off
kit-show = Show
kit-hide = Hide
kit-close = Close
kit-cancel = Cancel
kit-undo = Undo
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
kit-progress-count = { $done } done
kit-progress-of = { $done } of { $total }
kit-progress-left = about { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
} left
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
kit-time = Time
kit-chart-summary = { $label }: { $total } in all, most at { $at } with { $most }.
kit-chart-highest = { $label }: at most { $most }, at { $at }.
kit-chart-none = { $label }: nothing.
kit-correlation = In the log it is found by
