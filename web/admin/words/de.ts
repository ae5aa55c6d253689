import kit from "../../locales/de/kit.ftl?raw";
import forms from "../../locales/de/forms.ftl?raw";
import list from "../../locales/de/list.ftl?raw";
import shell from "../../locales/de/shell.ftl?raw";
import settings from "../../locales/de/settings.ftl?raw";
import blocks from "../../locales/de/blocks.ftl?raw";
import login from "../../locales/de/login.ftl?raw";
import logs from "../../locales/de/logs.ftl?raw";
import admins from "../../locales/de/admins.ftl?raw";
import keys from "../../locales/de/keys.ftl?raw";
import certs from "../../locales/de/certs.ftl?raw";
import listeners from "../../locales/de/listeners.ftl?raw";
import me from "../../locales/de/me.ftl?raw";

export default [kit, forms, list, shell, settings, blocks, login, logs, admins, keys, certs, listeners, me];
