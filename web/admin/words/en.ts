import kit from "../../locales/en/kit.ftl?raw";
import forms from "../../locales/en/forms.ftl?raw";
import list from "../../locales/en/list.ftl?raw";
import shell from "../../locales/en/shell.ftl?raw";
import settings from "../../locales/en/settings.ftl?raw";
import blocks from "../../locales/en/blocks.ftl?raw";
import overview from "../../locales/en/overview.ftl?raw";
import audit from "../../locales/en/audit.ftl?raw";
import changes from "../../locales/en/changes.ftl?raw";
import about from "../../locales/en/about.ftl?raw";
import rules from "../../locales/en/rules.ftl?raw";
import queue from "../../locales/en/queue.ftl?raw";
import quarantine from "../../locales/en/quarantine.ftl?raw";
import connections from "../../locales/en/connections.ftl?raw";
import people from "../../locales/en/people.ftl?raw";
import accounts from "../../locales/en/accounts.ftl?raw";
import domains from "../../locales/en/domains.ftl?raw";
import defaults from "../../locales/en/defaults.ftl?raw";
import services from "../../locales/en/services.ftl?raw";
import login from "../../locales/en/login.ftl?raw";
import logs from "../../locales/en/logs.ftl?raw";
import admins from "../../locales/en/admins.ftl?raw";
import keys from "../../locales/en/keys.ftl?raw";
import certs from "../../locales/en/certs.ftl?raw";
import listeners from "../../locales/en/listeners.ftl?raw";
import me from "../../locales/en/me.ftl?raw";

export default [
  kit, forms, list, shell, settings, blocks, overview, audit,
  changes, about, rules, queue, quarantine, connections, people, accounts,
  domains, defaults, services, login, logs, admins, keys, certs,
  listeners, me,
];
