import kit from "../../locales/de/kit.ftl?raw";
import forms from "../../locales/de/forms.ftl?raw";
import shell from "../../locales/de/shell.ftl?raw";
import password from "../../locales/de/password.ftl?raw";
import setup from "../../locales/de/setup.ftl?raw";

export default [kit, forms, shell, password, setup];
