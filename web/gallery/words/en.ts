import kit from "../../locales/en/kit.ftl?raw";
import forgotten from "../../locales/en/forgotten.ftl?raw";
import forms from "../../locales/en/forms.ftl?raw";
import list from "../../locales/en/list.ftl?raw";
import mail from "../../locales/en/mail.ftl?raw";
import protocols from "../../locales/en/protocols.ftl?raw";
import pages from "../../locales/en/pages.ftl?raw";
import login from "../../locales/en/login.ftl?raw";
import shell from "../../locales/en/shell.ftl?raw";
import password from "../../locales/en/password.ftl?raw";
import settings from "../../locales/en/settings.ftl?raw";

export default [kit, forgotten, forms, list, login, mail, pages, password, shell, settings, protocols];
