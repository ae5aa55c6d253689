password-exempt = Your administrator does not hold you to these rules. They are good advice all the same.
password-policy = What it has to be
password-expires-after = { $count ->
    [one] It has to be changed every day.
   *[other] It has to be changed every { $count } days.
}
rule-length = { $count ->
    [one] At least one character
   *[other] At least { $count } characters
}
rule-strength = { $count ->
    [1] Not guessed at once
    [2] Hard to guess
    [3] Strong: nobody guesses it
   *[other] Very strong: nobody guesses it
}
rule-own-names = Without your name, your address or the domain
rule-common = No common password and no single word
rule-numbers = { $count ->
    [one] At least one digit
   *[other] At least { $count } digits
}
rule-capitals = { $count ->
    [one] At least one capital letter
   *[other] At least { $count } capital letters
}
rule-lowercase = { $count ->
    [one] At least one small letter
   *[other] At least { $count } small letters
}
rule-symbols = { $count ->
    [one] At least one symbol
   *[other] At least { $count } symbols
}
rule-remember = { $count ->
    [one] Not the one you have now
   *[other] None of your last { $count } passwords
}
rule-is-kept = (kept)
rule-is-broken = (not yet)
