import kit from "../../locales/en/kit.ftl?raw";
import forms from "../../locales/en/forms.ftl?raw";
import list from "../../locales/en/list.ftl?raw";
import shell from "../../locales/en/shell.ftl?raw";
import settings from "../../locales/en/settings.ftl?raw";
import blocks from "../../locales/en/blocks.ftl?raw";
import login from "../../locales/en/login.ftl?raw";
import logs from "../../locales/en/logs.ftl?raw";
import admins from "../../locales/en/admins.ftl?raw";
import keys from "../../locales/en/keys.ftl?raw";
import certs from "../../locales/en/certs.ftl?raw";
import listeners from "../../locales/en/listeners.ftl?raw";
import me from "../../locales/en/me.ftl?raw";

export default [kit, forms, list, shell, settings, blocks, login, logs, admins, keys, certs, listeners, me];
