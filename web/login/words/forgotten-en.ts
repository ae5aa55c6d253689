import forgotten from "../../locales/en/forgotten.ftl?raw";
import password from "../../locales/en/password.ftl?raw";

export default `${forgotten}\n${password}`;
