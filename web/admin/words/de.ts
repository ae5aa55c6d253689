import kit from "../../locales/de/kit.ftl?raw";
import forms from "../../locales/de/forms.ftl?raw";
import list from "../../locales/de/list.ftl?raw";
import shell from "../../locales/de/shell.ftl?raw";
import settings from "../../locales/de/settings.ftl?raw";
import blocks from "../../locales/de/blocks.ftl?raw";
import people from "../../locales/de/people.ftl?raw";
import accounts from "../../locales/de/accounts.ftl?raw";
import domains from "../../locales/de/domains.ftl?raw";
import defaults from "../../locales/de/defaults.ftl?raw";
import services from "../../locales/de/services.ftl?raw";

export default [kit, forms, list, shell, settings, blocks, people, accounts, domains, defaults, services];
