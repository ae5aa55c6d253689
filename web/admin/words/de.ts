import kit from "../../locales/de/kit.ftl?raw";
import forms from "../../locales/de/forms.ftl?raw";
import list from "../../locales/de/list.ftl?raw";
import shell from "../../locales/de/shell.ftl?raw";
import settings from "../../locales/de/settings.ftl?raw";
import blocks from "../../locales/de/blocks.ftl?raw";
import overview from "../../locales/de/overview.ftl?raw";
import audit from "../../locales/de/audit.ftl?raw";
import changes from "../../locales/de/changes.ftl?raw";
import about from "../../locales/de/about.ftl?raw";
import rules from "../../locales/de/rules.ftl?raw";
import queue from "../../locales/de/queue.ftl?raw";
import quarantine from "../../locales/de/quarantine.ftl?raw";
import connections from "../../locales/de/connections.ftl?raw";
import people from "../../locales/de/people.ftl?raw";
import accounts from "../../locales/de/accounts.ftl?raw";
import domains from "../../locales/de/domains.ftl?raw";
import defaults from "../../locales/de/defaults.ftl?raw";
import services from "../../locales/de/services.ftl?raw";
import login from "../../locales/de/login.ftl?raw";
import logs from "../../locales/de/logs.ftl?raw";
import admins from "../../locales/de/admins.ftl?raw";
import keys from "../../locales/de/keys.ftl?raw";
import certs from "../../locales/de/certs.ftl?raw";
import listeners from "../../locales/de/listeners.ftl?raw";
import me from "../../locales/de/me.ftl?raw";

export default [
  kit, forms, list, shell, settings, blocks, overview, audit,
  changes, about, rules, queue, quarantine, connections, people, accounts,
  domains, defaults, services, login, logs, admins, keys, certs,
  listeners, me,
];
