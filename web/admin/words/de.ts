import kit from "../../locales/de/kit.ftl?raw";
import forms from "../../locales/de/forms.ftl?raw";
import list from "../../locales/de/list.ftl?raw";
import shell from "../../locales/de/shell.ftl?raw";
import settings from "../../locales/de/settings.ftl?raw";
import blocks from "../../locales/de/blocks.ftl?raw";
import queue from "../../locales/de/queue.ftl?raw";
import quarantine from "../../locales/de/quarantine.ftl?raw";
import connections from "../../locales/de/connections.ftl?raw";
import throttles from "../../locales/de/throttles.ftl?raw";
import spam from "../../locales/de/spam.ftl?raw";

export default [kit, forms, list, shell, settings, blocks, queue, quarantine, connections, throttles, spam];
