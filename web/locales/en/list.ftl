list-not-read = The list could not be read
list-cut = Only the first { $number } are shown. Say what you look for to see others.
list-no-match = Nothing in this list matches
list-show-all = Show all
list-find = Find in { $label }
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
list-news = { $count ->
    [0] Show what has changed
    [one] One new
   *[other] { $count } new
}
