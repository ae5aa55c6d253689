import kit from "../../locales/en/kit.ftl?raw";
import forms from "../../locales/en/forms.ftl?raw";
import list from "../../locales/en/list.ftl?raw";
import shell from "../../locales/en/shell.ftl?raw";
import known from "../../locales/en/known.ftl?raw";
import mail from "../../locales/en/mail.ftl?raw";
import oauth from "../../locales/en/oauth.ftl?raw";
import own from "../../locales/en/own.ftl?raw";
import passkeys from "../../locales/en/passkeys.ftl?raw";
import password from "../../locales/en/password.ftl?raw";
import programs from "../../locales/en/programs.ftl?raw";
import protocols from "../../locales/en/protocols.ftl?raw";
import sessions from "../../locales/en/sessions.ftl?raw";
import signins from "../../locales/en/signins.ftl?raw";
import setupProgram from "../../locales/en/setup-program.ftl?raw";

export default [kit, forms, list, shell, known, mail, oauth, own, passkeys, password, programs, protocols, sessions, signins, setupProgram];
