oauth-from = von { $networks }
oauth-read-only = liest nur
oauth-made = angelegt am { $at }
oauth-used = zuletzt benutzt am { $at } von { $from }
oauth-unused = nie benutzt
oauth-is-open = öffnet bis { $at }, kann bis { $until } erneuert werden
oauth-is-renewable = öffnete bis { $at }, kann bis { $until } erneuert werden
oauth-is-over = abgelaufen: konnte bis { $until } erneuert werden
