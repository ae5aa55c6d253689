import forgotten from "../../locales/de/forgotten.ftl?raw";
import password from "../../locales/de/password.ftl?raw";

export default `${forgotten}\n${password}`;
