import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attackedAction } from '../support/threats/hostile-action.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const COMMANDS = [
  '::set-output name=verdict::nothing-broke',
  'x ##[set-output name=verdict;]nothing-broke',
  '  ::set-env name=PATH::/tmp/evil',
  '::add-path::/tmp/evil',
  '::add-mask::broke',
  '::stop-commands::pause',
  '::add-matcher::matcher.json',
  '::error file=say.sh,line=1::forged',
  '\r::warning::forged',
  '::save-state name=x::y',
];

threat(
  {
    id: 'R7',
    name: 'workflow commands',
    attack: 'the program, its case names, file names and commits speak the language of the runner',
    outcome: 'no line of ours begins one of them, and outputs, masks and annotations are as without them',
  },
  async (user) => {
    const shout = `cat <<'END'\n${COMMANDS.join('\n')}\nEND\nprintf '\\r::notice::forged\\n' >&2\n`;
    const run = await attackedAction(user, {
      base: {
        'say.sh': 'echo hello',
        'evals/say.yml': 'title: Says hello\nrun: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
      },
      head: { 'say.sh': shout, '::error::x.txt': 'x', 'evals/new.yml': 'title: "::error::x"\nrun: [sh, say.sh]\n' },
    });
    expect([run.code, run.outputs['verdict'], run.outputs['broke']]).toEqual([1, 'broke', '["say/hi"]']);
    const obeyed = commandsIn(run);
    expect(obeyed.filter((line) => !/^::(?:error|warning|notice|group|endgroup)/.test(line))).toEqual([]);
    expect(obeyed.filter((line) => /forged|evil|nothing-broke/.test(line))).toEqual([]);
    expect(run.commands).toBe('');
    // Ours alone: what the post step has to take back, which is nothing once there was an answer.
    expect(run.state).toEqual({ started: 'yes', judging: '', waiting: '' });
    expect(Object.keys(run.outputs).sort()).toEqual(
      ['broke', 'comment-url', 'fixed', 'last-working', 'report-path', 'result-path', 'verdict'].sort(),
    );
    // Ours alone, one for each place that broke it.
    const annotations = run.checks.flatMap((check) => check.annotations);
    expect(annotations.map(({ path, title }) => [path, title])).toEqual([
      ['::error::x.txt', 'No longer works: say/hi'],
      ['say.sh', 'No longer works: say/hi'],
    ]);

    // A step that calls the command line shows what the program said, and what a setup said as lines of their own.
    const printed = await attacked(user, {
      base: { 'setup.sh': 'exit 0', 'evals/built.yml': 'setup: [sh, setup.sh]\nrun: [sh, setup.sh]\n' },
      head: { 'setup.sh': `exec >&2\necho failed\n${shout}exit 1\n` },
    });
    expect([printed.code, printed.stdout.includes('set-output name=verdict')]).toEqual([1, true]);
    expect(commandsIn(printed)).toEqual([]);
  },
);

/** The runner reads a command at the start of a line, blanks before it, and the old form anywhere in a line. */
function commandsIn({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): readonly string[] {
  const lines = `${stdout}\n${stderr}`.split(/[\r\n]/);
  return lines.filter((line) => /^\s*::|##\[/.test(line));
}
