import kit from "../../locales/en/kit.ftl?raw";
import forms from "../../locales/en/forms.ftl?raw";
import list from "../../locales/en/list.ftl?raw";
import shell from "../../locales/en/shell.ftl?raw";
import settings from "../../locales/en/settings.ftl?raw";
import blocks from "../../locales/en/blocks.ftl?raw";
import figures from "../../locales/en/figures.ftl?raw";

export default [kit, forms, list, shell, settings, blocks, figures];
