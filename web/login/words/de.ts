import kit from "../../locales/de/kit.ftl?raw";
import login from "../../locales/de/login.ftl?raw";

export default [kit, login];
