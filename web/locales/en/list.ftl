list-not-read = The list could not be read
list-cut = Only the first { $number } are shown. Say what you look for to see others.
list-no-match = Nothing in this list matches
list-show-all = Show all
list-find = Find in “{ $label }”
list-count = { $count ->
    [one] One row
   *[other] { $number } rows
}
list-read = Read again
list-save = Save the list
list-as-csv = As CSV, for a spreadsheet
list-as-json = As JSON, for a program
list-columns = Columns
list-columns-first = As shipped
list-some-failed = { $count ->
    [one] One could not be done: { $why }
   *[other] { $count } could not be done: { $why }
}
list-some-left = { $count ->
    [one] One was not begun any more: it was stopped. It stays chosen.
   *[other] { $number } were not begun any more: it was stopped. They stay chosen.
}
list-undone = { $count ->
    [one] It is taken back.
   *[other] { $number } are taken back.
}
list-and-more = { $count ->
    [one] and one more
   *[other] and { $number } more
}
list-undo-stopped = It was stopped: not all of it is taken back.
list-asking = The server looks for it in all of the list
list-cut-here = Looked for in the first { $number } only: the list is longer.
list-cut-found = Of what was found only the first { $number } are shown. Say more of what you look for.
list-news = { $count ->
    [0] Show what has changed
    [one] One new
   *[other] { $count } new
}
list-act-on = { $act }: { $name }
