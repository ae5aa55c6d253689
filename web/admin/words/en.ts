import kit from "../../locales/en/kit.ftl?raw";
import forms from "../../locales/en/forms.ftl?raw";
import list from "../../locales/en/list.ftl?raw";
import shell from "../../locales/en/shell.ftl?raw";
import settings from "../../locales/en/settings.ftl?raw";
import blocks from "../../locales/en/blocks.ftl?raw";
import queue from "../../locales/en/queue.ftl?raw";
import quarantine from "../../locales/en/quarantine.ftl?raw";
import connections from "../../locales/en/connections.ftl?raw";
import throttles from "../../locales/en/throttles.ftl?raw";
import spam from "../../locales/en/spam.ftl?raw";

export default [kit, forms, list, shell, settings, blocks, queue, quarantine, connections, throttles, spam];
