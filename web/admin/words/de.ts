import kit from "../../locales/de/kit.ftl?raw";
import forms from "../../locales/de/forms.ftl?raw";
import list from "../../locales/de/list.ftl?raw";
import shell from "../../locales/de/shell.ftl?raw";
import pages from "../../locales/de/pages.ftl?raw";
import settings from "../../locales/de/settings.ftl?raw";
import blocks from "../../locales/de/blocks.ftl?raw";
import rules from "../../locales/de/rules.ftl?raw";
import access from "../../locales/de/access.ftl?raw";

export default [kit, forms, list, shell, pages, settings, blocks, rules, access];
