import kit from "../../locales/en/kit.ftl?raw";
import login from "../../locales/en/login.ftl?raw";

export default [kit, login];
