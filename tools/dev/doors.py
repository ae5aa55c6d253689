"""The doors of the web, each with limits of its own, and how a server is started that counts at none of them."""
DOORS = ("webmail", "console", "api")
UNCOUNTED = {f"{door}.{limit}": "0" for door in DOORS for limit in ("per_minute", "heavy_per_minute", "live_per_minute")}
# A browser that is driven asks more in a minute than a person does, and all of them come from one address.
AS_OFTEN_AS_LIKED = [word for key, value in UNCOUNTED.items() for word in ("--set", f"{key}={value}")]
