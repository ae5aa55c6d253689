// What counts as an attack and what happens then: all rules, or the one that the address names.
import type { PageProps } from "../../pages.ts";
import { RuleList } from "./RuleList.tsx";
import { RulePage } from "./RulePage.tsx";

export default function RulesPage(props: PageProps) {
  const rule = props.params["rule"];
  return rule ? <RulePage key={rule} {...props} rule={rule} /> : <RuleList {...props} />;
}
