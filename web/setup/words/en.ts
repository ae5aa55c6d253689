import kit from "../../locales/en/kit.ftl?raw";
import forms from "../../locales/en/forms.ftl?raw";
import shell from "../../locales/en/shell.ftl?raw";
import password from "../../locales/en/password.ftl?raw";
import setup from "../../locales/en/setup.ftl?raw";

export default [kit, forms, shell, password, setup];
