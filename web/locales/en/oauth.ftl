oauth-from = from { $networks }
oauth-read-only = reads only
oauth-made = made { $at }
oauth-used = last used { $at } from { $from }
oauth-unused = never used
oauth-is-open = opens until { $at }, can be renewed until { $until }
oauth-is-renewable = opened until { $at }, can be renewed until { $until }
oauth-is-over = over: could be renewed until { $until }
