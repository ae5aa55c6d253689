import kit from "../../locales/de/kit.ftl?raw";
import forgotten from "../../locales/de/forgotten.ftl?raw";
import forms from "../../locales/de/forms.ftl?raw";
import list from "../../locales/de/list.ftl?raw";
import mail from "../../locales/de/mail.ftl?raw";
import protocols from "../../locales/de/protocols.ftl?raw";
import pages from "../../locales/de/pages.ftl?raw";
import login from "../../locales/de/login.ftl?raw";
import shell from "../../locales/de/shell.ftl?raw";
import password from "../../locales/de/password.ftl?raw";
import settings from "../../locales/de/settings.ftl?raw";

export default [kit, forgotten, forms, list, login, mail, pages, password, shell, settings, protocols];
