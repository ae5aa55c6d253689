// Buttons, fields and choices.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Button, IconButton } from "../../shared/ui/Button.tsx";
import { Chips, FilterChips } from "../../shared/ui/Chips.tsx";
import { Combobox } from "../../shared/ui/Combobox.tsx";
import { DateField, PasswordField, SelectField, TextArea, TextField } from "../../shared/ui/Field.tsx";
import { Menu } from "../../shared/ui/Menu.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { Switch } from "../../shared/ui/Switch.tsx";

const Said = ({ children }: { children: string }) => <output id="said">{children}</output>;

function Buttons() {
  const [said, say] = useState("");
  return (
    <>
      <div class="row">
        <Button onClick={() => say("plain")}>Plain</Button>
        <Button kind="primary" icon="shield-check" onClick={() => say("primary")}>Make it safe</Button>
        <Button kind="danger" icon="trash-2" onClick={() => say("danger")}>Delete domain</Button>
        <Button kind="quiet" icon="undo-2" onClick={() => say("quiet")}>Undo</Button>
        <IconButton icon="refresh-cw" label="Run again" onClick={() => say("icon")} />
      </div>
      <div class="row">
        <Button busy onClick={() => say("busy")}>Checking</Button>
        <Button disabled>Not now</Button>
        <Button icon="ban" shortcut="U" onClick={() => say("unblock")}>Unblock</Button>
        <Button kind="primary" shortcut="C">Write</Button>
      </div>
      <Said>{said}</Said>
    </>
  );
}

function Fields() {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("correct horse");
  const [size, setSize] = useState("50");
  const [kind, setKind] = useState("starttls");
  const [day, setDay] = useState("2026-12-24");
  const [text, setText] = useState("One line\nand another");
  return (
    <div class="stack">
      <TextField label="Host name" help="What greetings call this server. Empty: the system's name." value={name} onValue={setName}
        placeholder="mail.example.org" required />
      <TextField label="Largest message" unit="MiB" value={size} onValue={setSize} inputMode="numeric"
        error={/^\d+$/.test(size) ? null : "Enter a whole number."} />
      <PasswordField label="Password" value={password} onValue={setPassword} autocomplete="new-password" />
      <SelectField label="TLS" value={kind} onValue={setKind} choices={[
        { value: "none", label: "No TLS" }, { value: "starttls", label: "When the client asks" }, { value: "implicit", label: "From the first byte" },
      ]} />
      <DateField label="Last day" value={day} onValue={setDay} help="Empty: without an end." />
      <TextArea label="Reason" value={text} onValue={setText} help="It is shown to who is kept out." />
      <Said>{`${name}|${size}|${kind}`}</Said>
    </div>
  );
}

function Choices() {
  const [on, setOn] = useState(true);
  const [off, setOff] = useState(false);
  const [range, setRange] = useState<"day" | "week" | "month">("week");
  return (
    <div class="stack">
      <Switch label="Require login" help="Nobody sends through this server without a name and a password." on={on} onChange={setOn} />
      <Switch label="Relay for anybody" on={off} onChange={setOff} />
      <Switch label="Set by the system" on disabled onChange={() => {}} />
      <Segmented label="Range" value={range} onChange={setRange} segments={[
        { value: "day", label: "Day", icon: "clock" }, { value: "week", label: "Week", icon: "calendar" }, { value: "month", label: "Month" },
      ]} />
      <Said>{`${on} ${off} ${range}`}</Said>
    </div>
  );
}

function Menus() {
  const [said, say] = useState("");
  const [isTall, setTall] = useState(false);
  return (
    <>
      <div class="row">
        <Menu label="More" items={[
          { label: "Hold", icon: "pause", run: () => say("Hold") },
          { label: "Redirect", icon: "arrow-right", run: () => say("Redirect") },
          { label: "Not now", run: () => say("Not now"), disabled: true },
          { label: "Purge", icon: "trash-2", run: () => say("Purge"), danger: true },
        ]} />
        <Menu label="Show" items={[
          { label: "Comfortable rows", checked: isTall, run: () => setTall(!isTall) },
          { label: "Columns", checked: true, run: () => say("Columns") },
        ]}>Show</Menu>
      </div>
      <Said>{said}</Said>
    </>
  );
}

const DOMAINS = ["example.org", "example.net", "mail.example.com", "old.example", "test.example"];

function Comboboxes() {
  const [domain, setDomain] = useState("example.org");
  const [country, setCountry] = useState("");
  return (
    <div class="stack">
      <Combobox label="Domain" help="Where the new account lives." value={domain} onChange={setDomain}
        options={DOMAINS.map((one, index) => ({ value: one, label: one, hint: `${index * 12 + 3} accounts` }))} />
      <Combobox label="Network" value={country} onChange={setCountry} free placeholder="198.51.100.0/24"
        options={["198.51.100.0/24", "203.0.113.0/24"].map((one) => ({ value: one, label: one }))} />
      <Said>{`${domain}|${country}`}</Said>
    </div>
  );
}

function ChipLists() {
  const [values, setValues] = useState<string[]>(["192.0.2.0/24", "2001:db8::/32"]);
  const [chosen, choose] = useState("all");
  return (
    <div class="stack">
      <FilterChips label="Protocol" chosen={chosen} onChoose={choose} chips={[
        { value: "all", label: "All", count: 41 }, { value: "smtp", label: "SMTP", count: 22 }, { value: "imap", label: "IMAP", count: 12 },
        { value: "web", label: "Web", count: 7 },
      ]} />
      <Chips label="Trusted networks" help="Parted by commas or blanks." values={values} onChange={setValues} placeholder="192.0.2.0/24"
        check={(value) => (/^[\d.:a-f/]+$/.test(value) ? null : `${value} is no network.`)} />
      <Said>{`${chosen} ${values.join(" ")}`}</Said>
    </div>
  );
}

export const CONTROLS: Record<string, () => VNode> = {
  button: Buttons, field: Fields, choice: Choices, menu: Menus, combobox: Comboboxes, chips: ChipLists,
};
