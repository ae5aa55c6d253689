import kit from "../../locales/de/kit.ftl?raw";
import forms from "../../locales/de/forms.ftl?raw";
import list from "../../locales/de/list.ftl?raw";
import shell from "../../locales/de/shell.ftl?raw";
import known from "../../locales/de/known.ftl?raw";
import mail from "../../locales/de/mail.ftl?raw";
import oauth from "../../locales/de/oauth.ftl?raw";
import own from "../../locales/de/own.ftl?raw";
import passkeys from "../../locales/de/passkeys.ftl?raw";
import password from "../../locales/de/password.ftl?raw";
import programs from "../../locales/de/programs.ftl?raw";
import protocols from "../../locales/de/protocols.ftl?raw";
import sessions from "../../locales/de/sessions.ftl?raw";
import signins from "../../locales/de/signins.ftl?raw";
import setupProgram from "../../locales/de/setup-program.ftl?raw";

export default [kit, forms, list, shell, known, mail, oauth, own, passkeys, password, programs, protocols, sessions, signins, setupProgram];
