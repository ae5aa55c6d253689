import kit from "../../locales/de/kit.ftl?raw";
import forms from "../../locales/de/forms.ftl?raw";
import list from "../../locales/de/list.ftl?raw";
import shell from "../../locales/de/shell.ftl?raw";
import settings from "../../locales/de/settings.ftl?raw";
import blocks from "../../locales/de/blocks.ftl?raw";
import figures from "../../locales/de/figures.ftl?raw";

export default [kit, forms, list, shell, settings, blocks, figures];
