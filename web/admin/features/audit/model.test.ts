import { expect, test } from "vitest";
import {
  commandsOf, domainsOf, failedOf, groupsOf, newestOf, pageOf, proofOf, safeToMend, scoresOf, settingOf, standingOf, worstFirst,
  type Check,
} from "./model.ts";

const check = (some: Partial<Check>): Check => ({
  check: "relay.outside", state: "passed", severity: "high", group: "relay", title: "", found: [], seen: [], why: "", what_to_do: "", fix: false,
  said: { title: "", found: [], seen: [], why: "", what_to_do: "" }, ...some,
});

test("what is critical or high is bad, what is less is a warning", () => {
  expect((["critical", "high", "medium", "low"] as const).map((severity) => standingOf({ state: "failed", severity })))
    .toEqual(["bad", "bad", "warn", "warn"]);
  expect([standingOf({ state: "passed", severity: "critical" }), standingOf({ state: "not checked", severity: "low" })])
    .toEqual(["passed", "not-checked"]);
});

test("the worst comes first, and what is alike stays in its order", () => {
  const checks = [
    check({ check: "a", state: "passed" }), check({ check: "b", state: "failed", severity: "low" }), check({ check: "c", state: "not checked" }),
    check({ check: "d", state: "failed", severity: "critical", fix: true }), check({ check: "e", state: "failed", severity: "low" }),
  ];
  expect(worstFirst(checks).map((one) => one.check)).toEqual(["d", "b", "e", "c", "a"]);
  const report = { score: 1, passed: 1, failed: 3, not_checked: 1, groups: [], checks };
  expect(failedOf(report).map((one) => one.check)).toEqual(["d", "b", "e"]);
  expect(safeToMend(checks).map((one) => one.check)).toEqual(["d"]);
});

test("groups keep their order, are as bad as their worst finding, and not right where something is unchecked", () => {
  const checks = [check({ group: "dns", state: "failed", severity: "low" }), check({ group: "dns", state: "failed" })];
  const counted = (group: string, passed: number, failed: number, not_checked: number) => ({ group, passed, failed, not_checked });
  expect(groupsOf({ groups: [counted("relay", 2, 0, 0), counted("dns", 3, 2, 1), counted("files", 3, 0, 1)], checks })).toEqual([
    { name: "relay", all: 2, failed: 0, passed: 2, unknown: 0, verdict: "ok" },
    { name: "dns", all: 6, failed: 2, passed: 3, unknown: 1, verdict: "bad" },
    { name: "files", all: 4, failed: 0, passed: 3, unknown: 1, verdict: "info" },
  ]);
});

test("a finding leads to where it is mended", () => {
  const of = (id: string): string | undefined => pageOf({ check: id, group: id.split(".")[0] ?? "" });
  expect(of("settings.domain_defaults.quota")).toBe("/admin/settings/domain_defaults?find=domain_defaults.quota");
  expect(settingOf({ check: "settings.auth.x" })).toBe("auth.x");
  expect(of("listeners.login-in-clear")).toBe("/admin/settings/auth?find=auth.allow_cleartext_login");
  expect([of("certificates.known"), of("dns.mx"), of("dns.reverse"), of("files.modes"), of("system.disk"), of("system.version")])
    .toEqual(["/admin/certificates", "/admin/domains", undefined, undefined, undefined, "/admin/about"]);
});

test("a record that is missing is mended at its domain", () => {
  const lacks = (domain: string, form = "{} lacks: {}") => ({ form, values: [domain, `${domain}. IN MX 10 mail.test.`] });
  const of = (state: Check["state"], ...found: Check["said"]["found"][number][]) =>
    domainsOf({ group: "dns", state, said: { title: "", seen: [], why: "", what_to_do: "", found } });
  const wrong = { form: "{} has {}, and lacks: {}", values: ["b.test", "MX 10 x.", "b.test. IN MX 10 mail.test."] };
  expect(of("failed", lacks("a.test"), wrong, lacks("a.test"))).toEqual(["a.test", "b.test"]);
  expect(of("failed", lacks("1.in-addr.arpa", "there is no: {}"), "x")).toEqual([]);
  expect(of("not checked", lacks("a.test"))).toEqual([]);
});

test("a command is what stands in the words, and no more", () => {
  const of = (what_to_do: string, ...found: string[]): string[] => commandsOf({ what_to_do, found, state: "failed" });
  expect(of("postern settings reset dns.ask", "dns.ask is off")).toEqual(["postern settings reset dns.ask"]);
  expect(of("postern ids preset strict, or raise the rule in guard.rules")).toEqual(["postern ids preset strict"]);
  expect(of("postern ids fold: one block of a prefix in place of many")).toEqual(["postern ids fold"]);
  expect(of("Get a certificate for the host's name and: postern certificate install")).toEqual(["postern certificate install"]);
  expect(of("Use a kernel with Landlock")).toEqual([]);
  expect(of("Set releases.url; postern version --check asks anew and says what comes of it")).toEqual([]);
  expect(of("chmod as the finding says, or run: postern setup", "the key has mode 755; at most 700 is safe: chmod 700 /srv/key"))
    .toEqual(["chmod 700 /srv/key", "postern setup"]);
});

test("names are filled in, and a shell takes them for names", () => {
  const of = (what_to_do: string, ...found: string[]): string[] => commandsOf({ what_to_do, found, state: "failed" });
  expect(of("postern account password ADDRESS, with a password that is judged", "ann@home.test", "$(reboot)'@home.test"))
    .toEqual(["postern account password ann@home.test", "postern account password '$(reboot)'\\''@home.test'"]);
  expect(of("As it says; then postern allow remove NETWORK", "192.0.2.0/24: postern service-account create d@home.test"))
    .toEqual(["postern service-account create d@home.test", "postern allow remove 192.0.2.0/24"]);
  expect(of("postern admin update NAME --disable", "ann", "and 3 more")).toEqual(["postern admin update NAME --disable"]);
});

test("scores are drawn in the order of time, whichever way they come", () => {
  const run = (at: string, score: number) => ({ at, score, passed: 1, failed: 0, not_checked: 0 });
  const runs = [run("2026-11-27T02:10:00Z", 94), run("2026-11-26T02:10:00Z", 90)];
  expect(scoresOf(runs, "Score").series[0]?.values).toEqual([90, 94]);
  expect(newestOf(runs)?.score).toBe(94);
  expect(newestOf([])).toBeUndefined();
});

test("what passed is told by what was looked at", () => {
  const found = ["it is weak"], seen = ["it is 4"];
  const of = (some: Partial<Check["said"]>) => proofOf({ said: { title: "", found: [], seen: [], why: "", what_to_do: "", ...some } });
  expect([of({ found, seen }), of({ seen }), of({})]).toEqual([found, seen, []]);
});
