import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import type { Sandbox } from '../../app/ports.js';
import { textOf } from '../../core/run/content.js';
import { describeEnding } from '../../core/run/trial.js';

/** More processes than the test itself and those of the sandbox around it: then the list is not its own. */
const MAX_PIDS = 8;
/** What a program must not share with us. */
const NAMESPACES = ['pid', 'net', 'ipc', 'mnt', 'uts'];

/**
 * Looks out of a sandbox from inside. Answers what does not hold, in words; an empty list means that it holds.
 * `temporary` is the folder in which trees are made, and what others keep there must not be seen.
 */
export async function whatFails(sandbox: Sandbox, temporary: string): Promise<readonly string[]> {
  const outside = mkdtempSync(`${temporary}/formative-outside-`);
  const inside = mkdtempSync(`${temporary}/formative-inside-`);
  try {
    chmodSync(outside, 0o777);
    writeFileSync(`${outside}/there`, randomBytes(8), { mode: 0o644 });
    if (sandbox.owner !== undefined) chownSync(inside, sandbox.owner.uid, sandbox.owner.gid);
    const ran = await sandbox.run({
      argv: ['/bin/sh', '-c', LOOK, 'sh', outside, inside],
      cwd: inside,
      env: { PATH: '/usr/bin:/bin', HOME: inside, TMPDIR: inside },
      stdin: '',
      timeout: 20,
      network: false,
      maxOutput: 2 ** 20,
      writable: [inside],
    });
    if (ran.ending.kind !== 'exited' || ran.ending.code !== 0)
      return [`its test ${describeEnding(ran.ending)}: ${textOf(ran.stderr).trim().slice(0, 300)}`];
    return failures(factsIn(textOf(ran.stdout)), ownerOf(`${inside}/new`));
  } finally {
    for (const folder of [outside, inside]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints one fact a line. Only what the shell itself can do. */
const LOOK = `
while read -r name value; do case $name in Cap*|NoNewPrivs:) echo "status $name $value";; esac; done </proc/self/status
for one in pid net ipc mnt uts; do echo "namespace $one $(readlink /proc/self/ns/$one)"; done
for one in /proc/[0-9]*; do echo "pid \${one#/proc/}"; done
while read -r line; do echo "net \${line%%:*}"; done </proc/net/dev
while read -r line; do echo "route $line"; done </proc/net/route
[ -e "$1" ] && echo "seen the temporary files of others"
(echo x >"$1/new") 2>/dev/null && echo "written outside"
for one in / /usr /usr/bin /etc /proc/sys; do (: >"$one/formative-test") 2>/dev/null && echo "written $one" && rm -f "$one/formative-test"; done
for one in /run /var/run; do [ -e "$one/docker.sock" ] && echo "seen $one/docker.sock"; done
(: >"$2/new") || echo "refused its own folder"
(: >/tmp/new) || echo "refused /tmp"
(: </dev/null >/dev/null) || echo "refused /dev/null"
exit 0
`;

type Fact = readonly [kind: string, ...words: string[]];

function factsIn(text: string): readonly Fact[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [kind = '', ...words] = line.split(/\s+/);
      return [kind, ...words] as const;
    });
}

/** Whose file it is on this machine, whatever a user is called inside. */
function ownerOf(path: string): number | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.uid;
}

function isOwn(namespaces: readonly (readonly string[])[], name: string): boolean {
  const inside = namespaces.find((words) => words[0] === name)?.[1];
  return inside !== undefined && inside !== readlinkSync(`/proc/self/ns/${name}`);
}

function failures(facts: readonly Fact[], owner: number | undefined): readonly string[] {
  const of = (kind: string): readonly (readonly string[])[] =>
    facts.filter((fact) => fact[0] === kind).map(([, ...words]) => words);
  const status = new Map(of('status').map(([name = '', value = '']) => [name, value]));
  const lines = (kind: string): readonly string[] => of(kind).map((words) => `${kind} ${words.join(' ')}`);
  const checks: readonly (readonly [boolean, string])[] = [
    [owner !== undefined && owner !== 0, 'programs would run as root of this machine'],
    [status.get('NoNewPrivs:') === '1', 'programs could gain privileges'],
    ...['CapEff:', 'CapPrm:', 'CapInh:', 'CapAmb:', 'CapBnd:'].map(
      (name) => [/^0+$/.test(status.get(name) ?? ''), `programs would have capabilities (${name})`] as const,
    ),
    ...NAMESPACES.map((name) => [isOwn(of('namespace'), name), `programs would share our ${name} namespace`] as const),
    [of('pid').length > 0 && of('pid').length <= MAX_PIDS, 'programs would see the processes of others'],
    [lines('net').every((line) => /^net (?:Inter-\||face|lo)/.test(line)), 'programs would reach a network'],
    [lines('route').length <= 1, 'programs would have a route'],
  ];
  const failed = checks.filter(([holds]) => !holds).map(([, text]) => text);
  return [...failed, ...['seen', 'written', 'refused'].flatMap(lines)];
}
