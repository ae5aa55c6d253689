import kit from "../../locales/de/kit.ftl?raw";
import forms from "../../locales/de/forms.ftl?raw";
import list from "../../locales/de/list.ftl?raw";
import shell from "../../locales/de/shell.ftl?raw";
import pages from "../../locales/de/pages.ftl?raw";

export default [kit, forms, list, shell, pages];
