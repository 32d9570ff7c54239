import { describe, expect, it } from '@jest/globals';
import { commandOf, load, suiteOf } from './files.js';

const DATES = `# evals/cli/dates.yml
title: Reads dates the way users write them
needs: [tests]                   # evals that must not be broken for this one to mean anything
run: [node, dist/cli.js, parse]  # a list is run as it is, a case's args appended
cases:
  iso:    { args: ["2020-01-01"], stdout: { json: { $.year: 2020 } } }
  strict: { args: [--strict, "2020-13-45"], exit: 1, stderr: { contains: invalid } }
  piped:  { stdin: "1 Jan 2020\\n", stdout: "2020-01-01\\n" }      # a bare string means equals
`;

const TESTS = `# evals/tests.yml: an existing suite is an eval
suite: vitest                    # a preset: command, report, rerun of single tests, snapshots
tests: ["test/**"]               # judged in base's version, and in the pull request's
`;

const POLICY = `for: agents                 # agents | everyone
agents: { allow-extra: [{ name: our-bot, login: "acme-bot[bot]" }] }
protect: ["**/__snapshots__/**", "jest.config.*"]
when: { broke: block, changed: warn, rewritten: ask, unclear: block }
comment: always             # always | when-broken
accept: not-author          # who may accept: not-author | write | admin
budget: { minutes: 30, trials: 5000, judge-calls: 200 }
error-rate: 5%
sandbox: required           # required | preferred | off
hand-back: { mention: "@copilot", attempts: 3 }
`;

describe('the examples of the documentation', () => {
  it('load together', () => {
    const loading = load({ 'cli/dates.yml': DATES, 'tests.yml': TESTS, '_formative.yml': POLICY });
    expect(loading).toMatchObject({
      kind: 'loaded',
      evals: [
        {
          kind: 'command',
          id: 'cli/dates',
          path: 'evals/cli/dates.yml',
          title: 'Reads dates the way users write them',
          area: 'cli',
          needs: ['tests'],
          run: { kind: 'list', argv: ['node', 'dist/cli.js', 'parse'] },
          cases: [
            {
              name: 'iso',
              args: ['2020-01-01'],
              graders: {
                exit: { kind: 'codes', codes: [0] },
                stdout: [{ kind: 'json', checks: [{ path: '$.year', matchers: [{ kind: 'equals', value: 2020 }] }] }],
              },
            },
            {
              name: 'strict',
              args: ['--strict', '2020-13-45'],
              graders: {
                exit: { kind: 'codes', codes: [1] },
                stderr: [{ kind: 'contains', values: ['invalid'] }],
              },
            },
            {
              name: 'piped',
              stdin: '1 Jan 2020\n',
              graders: { stdout: [{ kind: 'equals', value: '2020-01-01\n' }] },
            },
          ],
        },
        { kind: 'suite', id: 'tests', area: 'tests', preset: 'vitest', tests: ['test/**'] },
      ],
      policy: {
        for: 'agents',
        protect: ['**/__snapshots__/**', 'jest.config.*'],
        when: { broke: 'block', changed: 'warn', rewritten: 'ask', unclear: 'block' },
        comment: 'always',
        accept: 'not-author',
        budget: { minutes: 30, trials: 5000, judgeCalls: 200 },
        errorRate: 0.05,
        sandbox: 'required',
      },
    });
  });

  it('hold for every field of the table', () => {
    const found = commandOf(
      `
title: T
area: parsing
needs: [b, b]
setup: { run: npm ci, cache: { key: [package-lock.json], keep: [node_modules/] }, network: false }
run: ./cli "$@"
cwd: ./packages/cli/
env: { A: "1" }
pass-env: [TOKEN]
network: true
timeout: 2m
trials: 3
reruns: 8
paths: ["src/**"]
tests: ["test/**"]
protect: ["x.config.js"]
workspace: shared
when: { changed: block }
`,
      { 'b.yml': 'run: [b]' },
    );
    expect(found).toEqual({
      kind: 'command',
      controls: [],
      id: 'a',
      path: 'evals/a.yml',
      title: 'T',
      area: 'parsing',
      needs: ['b'],
      setup: [
        {
          run: { kind: 'shell', script: 'npm ci' },
          network: false,
          cache: { key: ['package-lock.json'], keep: ['node_modules'] },
        },
      ],
      run: { kind: 'shell', script: './cli "$@"' },
      cwd: 'packages/cli',
      env: { A: '1' },
      passEnv: ['TOKEN'],
      network: true,
      timeout: 120,
      trials: 3,
      reruns: 8,
      paths: ['src/**'],
      tests: ['test/**'],
      protect: ['x.config.js'],
      workspace: 'shared',
      when: { broke: 'block', changed: 'block', rewritten: 'ask', unclear: 'block' },
      cases: [
        {
          name: 'run',
          args: [],
          stdin: '',
          files: [],
          env: { A: '1' },
          network: true,
          timeout: 120,
          graders: { exit: { kind: 'codes', codes: [0] }, stdout: [], stderr: [], files: [] },
        },
      ],
    });
  });

  it('spell a suite out', () => {
    const suite = suiteOf(`
run: [npm, test]
results: { format: junit, files: ["reports/**/*.xml"] }
rerun: [npx, jest, "--testNamePattern", "\${names}"]
`);
    expect(suite.results).toEqual({ format: 'junit', from: { kind: 'files', patterns: ['reports/**/*.xml'] } });
    expect(suite.rerun).toEqual({
      run: { kind: 'list', argv: ['npx', 'jest', '--testNamePattern', '${names}'] },
      names: 'pattern',
    });
  });
});
