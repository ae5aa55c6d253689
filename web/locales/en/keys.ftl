keys-about = Tokens that programs call the API with. A token needs no second factor: give it little, and not for long.
keys-add = New token
keys-add-verb = Make
keys-label = For what
keys-label-help = Which program uses it, and where.
keys-administrator = In whose name
keys-administrator-help = It can never do more than he may.
keys-roles = Roles
keys-networks = From where
keys-networks-help = Addresses or networks. None: from wherever he may come.
keys-from-anywhere = from wherever he may come
keys-life = For how long
keys-life-1d = One day
keys-life-30d = 30 days
keys-life-90d = 90 days
keys-life-366d = A year
keys-created = Since
keys-expires = Ends
keys-kinds = Which tokens
keys-kind-all = All
keys-kind-holds = In force
keys-kind-soon = End soon
keys-kind-over = Have ended
keys-none = There is no token
keys-none-about = No program calls the API from outside. Make a token when one needs to.
keys-token = Token
keys-token-about = Put it where the program reads it. It is sent as “Authorization: Bearer …”.
keys-remove = Take away
keys-remove-why = The program that uses it is refused at once. This cannot be undone: a new token is another one.
keys-removed = { $count ->
    [one] The token is taken away.
   *[other] { $count } tokens are taken away.
}
