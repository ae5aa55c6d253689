#!/usr/bin/env bash
# Starts and stops the servers we measure against, on loopback, in a folder of their own. Root only (users, control groups).
#   peer.sh start postfix-dovecot|postfix-relay|dovecot|dovecot-tuned DIR     writes DIR/target.json
#   peer.sh stop DIR
# Tunables by environment: BASE_PORT (20000), NUSERS (200); of postfix-relay: RESOLVER (an address), SINK_PORT.
set -euo pipefail
BASE=${BASE_PORT:-20000}
NUSERS=${NUSERS:-200}
VUSER=mbench

need_user() { getent passwd "$1" >/dev/null || useradd --system --no-create-home --shell /usr/sbin/nologin "$1"; }
cgroot() { [ -e /sys/fs/cgroup/cgroup.procs ] && echo /sys/fs/cgroup || echo /sys/fs/cgroup/unified; }
cgname() { echo "$(cgroot)/mailbench$(echo "$1" | tr / .)"; }
setup_dir() {
    mkdir -p "$D/mail" "$D/log"
    chmod 755 "$D"
    chown $VUSER: "$D/mail"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=bench.test \
        -keyout "$D/key.pem" -out "$D/cert.pem" >/dev/null 2>&1
    chmod 600 "$D/key.pem"
    CG=$(cgname "$D")
    mkdir -p "$CG" 2>/dev/null || CG=
}
enter_cg() { [ -z "$CG" ] || echo "$BASHPID" >"$CG/cgroup.procs"; }
wait_port() { for _ in $(seq 400); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0; sleep 0.025; done; echo "port $1 does not answer" >&2; return 1; }
target() { # name, then key=value...
    local name=$1; shift
    {
        printf '{"name":"%s","host":"127.0.0.1","user":"u%%d@bench.test","pass":"secret","dir":"%s","cgroup":"%s","cert":"%s"' "$name" "$D" "$CG" "$D/cert.pem"
        for kv in "$@"; do printf ',"%s":%s' "${kv%%=*}" "${kv#*=}"; done
        printf '}\n'
    } >"$D/target.json"
}

start_dovecot() {
    mkdir -p "$D/dovecot/run" "$D/dovecot/lib"
    cat >"$D/dovecot/dovecot.conf" <<EOF
base_dir = $D/dovecot/run
state_dir = $D/dovecot/lib
log_path = $D/log/dovecot.log
protocols = imap pop3 lmtp
listen = 127.0.0.1
mail_location = ${DOVECOT_MAIL:-maildir:~/Maildir}
first_valid_uid = 1
mail_uid = $VUSER
mail_gid = $VUSER
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
ssl = yes
ssl_cert = <$D/cert.pem
ssl_key = <$D/key.pem
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=$VUSER gid=$VUSER home=$D/mail/%n allow_all_users=yes
}
mail_max_userip_connections = 20000
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  inet_listener imap {
    port = $((BASE + 43))
  }
  inet_listener imaps {
    port = $((BASE + 93))
    ssl = yes
  }
  process_limit = 11000
}
service pop3-login {
  inet_listener pop3 {
    port = $((BASE + 10))
  }
  inet_listener pop3s {
    port = $((BASE + 95))
    ssl = yes
  }
}
service imap {
  process_limit = 11000
}
service anvil {
  client_limit = 20000
}
service auth {
  client_limit = 20000
  unix_listener auth-postfix {
    path = auth-postfix
    mode = 0666
  }
}
service lmtp {
  unix_listener lmtp {
    path = lmtp
    mode = 0666
  }
  inet_listener lmtp {
    address = 127.0.0.1
    port = $((BASE + 24))
  }
}
EOF
    [ -z "${DOVECOT_EXTRA:-}" ] || cat "$DOVECOT_EXTRA" >>"$D/dovecot/dovecot.conf"
    (enter_cg; exec dovecot -c "$D/dovecot/dovecot.conf")
    wait_port $((BASE + 43))
}
DOVECOT_KEYS=(imap=$((BASE + 43)) imaps=$((BASE + 93)) pop3=$((BASE + 10)) pop3s=$((BASE + 95)) lmtp=$((BASE + 24)))

start_postfix() { # $1: virtual_transport
    mkdir -p "$D/postfix/etc" "$D/postfix/spool" "$D/postfix/data"
    chown postfix "$D/postfix/data"
    cat >"$D/postfix/etc/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $D/postfix/spool
data_directory = $D/postfix/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.bench.test
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
maillog_file = $D/log/postfix.log
maillog_file_prefixes = /
virtual_mailbox_domains = bench.test
virtual_mailbox_base = $D/mail
virtual_mailbox_maps = texthash:$D/postfix/etc/mailboxes
virtual_uid_maps = static:$(id -u $VUSER)
virtual_gid_maps = static:$(id -g $VUSER)
virtual_minimum_uid = 1
virtual_transport = $1
message_size_limit = 52428800
virtual_mailbox_limit = 0
smtpd_tls_security_level = may
smtpd_tls_cert_file = $D/cert.pem
smtpd_tls_key_file = $D/key.pem
smtpd_sasl_type = dovecot
smtpd_sasl_path = $D/dovecot/run/auth-postfix
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
smtp_tcp_port = ${SINK_PORT:-25}
EOF
    seq "$NUSERS" | sed 's|.*|u&@bench.test u&/Maildir/|' >"$D/postfix/etc/mailboxes"
    {
        echo "127.0.0.1:$((BASE + 25)) inet n - n - - smtpd"
        echo "127.0.0.1:$((BASE + 87)) inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_tls_security_level=encrypt"
        echo "127.0.0.1:$((BASE + 65)) inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_tls_wrappermode=yes"
        sed -nE '/^(pickup|cleanup|qmgr|tlsmgr|rewrite|bounce|defer|trace|verify|flush|proxymap|proxywrite|smtp|relay|showq|error|retry|discard|local|virtual|lmtp|anvil|scache|postlog)[[:space:]]+unix/p' \
            /usr/share/postfix/master.cf.dist | awk '{$5="n"; print}'
    } >"$D/postfix/etc/master.cf"
    (enter_cg; ${2:-} postfix -c "$D/postfix/etc" start >/dev/null 2>"$D/log/postfix-start.log")
    wait_port $((BASE + 25))
}
# Mail of its own network goes on to other servers, by the names of one resolver.
start_relay() {
    echo "nameserver $RESOLVER" >"$D/resolv.conf"
    start_postfix virtual in_its_own_world
}
in_its_own_world() { exec unshare -m sh -c 'mount --bind "$0" /etc/resolv.conf && exec "$@"' "$D/resolv.conf" "$@"; }
POSTFIX_KEYS=(smtp=$((BASE + 25)) submission=$((BASE + 87)) submissions=$((BASE + 65)))

# Login and imap processes that serve many sessions: the set-up that is fastest for logins.
tune_dovecot() {
    cat <<TXT
service imap-login {
  service_count = 0
  process_min_avail = 2
}
service imap {
  service_count = 256
  process_min_avail = 4
}
TXT
}

start() { # peer
    need_user $VUSER
    setup_dir
    case $1 in
    postfix-dovecot)
        start_dovecot
        start_postfix "lmtp:unix:$D/dovecot/run/lmtp"
        target "$1" "${POSTFIX_KEYS[@]}" "${DOVECOT_KEYS[@]}" ;;
    postfix-relay)
        start_relay
        target "$1" "${POSTFIX_KEYS[@]}" ;;
    dovecot)
        start_dovecot
        target "$1" "${DOVECOT_KEYS[@]}" ;;
    dovecot-tuned)
        tune_dovecot >"$D/tuned.conf"
        DOVECOT_EXTRA=$D/tuned.conf start_dovecot
        target "$1" "${DOVECOT_KEYS[@]}" ;;
    *) echo "unknown peer $1" >&2; exit 2 ;;
    esac
}
stop() {
    [ -d "$D/postfix/etc" ] && postfix -c "$D/postfix/etc" stop >/dev/null 2>&1
    [ -f "$D/dovecot/dovecot.conf" ] && doveadm -c "$D/dovecot/dovecot.conf" stop 2>/dev/null
    local cg; cg=$(cgname "$D")
    for _ in $(seq 100); do
        [ -s "$cg/cgroup.procs" ] || break
        xargs -r kill <"$cg/cgroup.procs" 2>/dev/null; sleep 0.05
    done
    rmdir "$cg" 2>/dev/null
    return 0
}

case ${1:-} in
start) D=$3; mkdir -p "$D"; start "$2" ;;
stop) set +e; D=$2; stop ;;
*) sed -n '2,5p' "$0" >&2; exit 2 ;;
esac
