import { describe, expect, it } from '@jest/globals';
import picomatch from 'picomatch';
import { PRESETS } from '../../../src/core/evals/presets.js';
import { evalOf, load, mistakesIn, suiteOf } from './files.js';

describe('a preset', () => {
  it.each(Object.entries(PRESETS))('%s is complete', (name, preset) => {
    const suite = suiteOf(`suite: ${name}\n`);
    expect(suite).toMatchObject({
      preset: name,
      run: { kind: 'list', argv: preset.run },
      results: { format: preset.format, from: preset.from },
      rerun: { run: { kind: 'list', argv: preset.rerun.run }, names: preset.rerun.names },
      tests: preset.tests,
      protect: preset.protect,
    });
    expect(preset.rerun.run.join(' ')).toContain('${names}');
    expect(preset.protect.some((glob) => picomatch.isMatch('package.json', glob))).toBe(false);
  });

  it.each([
    ['jest', 'src/__tests__/a.js'],
    ['jest', 'src/a.test.tsx'],
    ['vitest', 'a.spec.ts'],
    ['node-test', 'test/a.js'],
    ['node-test', 'src/a-test.mjs'],
    ['node-test', 'test.cjs'],
    ['pytest', 'tests/data/a.json'],
    ['pytest', 'pkg/test_a.py'],
    ['go', 'pkg/a_test.go'],
  ])('of %s takes %s for a test', (name, path) => {
    expect(picomatch.isMatch(path, [...(PRESETS[name]?.tests ?? [])], { dot: true })).toBe(true);
  });

  it.each([
    ['jest', 'jest.config.ts'],
    ['jest', 'src/__snapshots__/a.snap'],
    ['vitest', 'packages/a/vitest.config.mts'],
    ['pytest', 'conftest.py'],
    ['pytest', '.pytest.ini'],
  ])('of %s protects %s', (name, path) => {
    expect(picomatch.isMatch(path, [...(PRESETS[name]?.protect ?? [])], { dot: true })).toBe(true);
  });

  it("gives way to the eval's own lists and rerun", () => {
    const suite = suiteOf('suite: jest\ntests: [a]\nprotect: []\nrerun: [npx, jest, "${files}"]\n');
    expect(suite).toMatchObject({
      tests: ['a'],
      protect: [],
      rerun: { run: { kind: 'list', argv: ['npx', 'jest', '${files}'] }, names: 'pattern' },
    });
  });

  it('has its own rerun for `auto`', () => {
    expect(suiteOf('suite: pytest\nrerun: auto\n').rerun).toEqual(suiteOf('suite: pytest\n').rerun);
  });
});

describe('a suite that is spelled out', () => {
  it('is run again as a whole when it does not say how', () => {
    const suite = suiteOf('run: make check\nresults: { format: tap, stdout: true }\n');
    expect(suite).toMatchObject({
      run: { kind: 'shell', script: 'make check' },
      results: { format: 'tap', from: { kind: 'stdout' } },
      tests: [],
      protect: [],
    });
    expect(suite).not.toHaveProperty('rerun');
    expect(suite).not.toHaveProperty('preset');
  });

  it('says how names are written', () => {
    const head = 'run: x\nresults: { format: pytest, files: [r.xml] }\n';
    expect(suiteOf(`${head}rerun: [pytest, "\${names}"]\n`).rerun?.names).toBe('list');
    expect(suiteOf(`${head}rerun: { run: [x, "\${names}"], names: pattern }\n`).rerun?.names).toBe('pattern');
  });
});

describe('setup', () => {
  it.each([
    ['npm ci', [{ run: { kind: 'shell', script: 'npm ci' }, network: true }]],
    ['[npm, ci]', [{ run: { kind: 'list', argv: ['npm', 'ci'] }, network: true }]],
    ['{ run: npm ci, network: false }', [{ run: { kind: 'shell', script: 'npm ci' }, network: false }]],
    [
      '[{ run: npm ci, cache: { key: [package-lock.json], keep: [node_modules] } }, { run: [npm, run, build] }]',
      [
        {
          run: { kind: 'shell', script: 'npm ci' },
          network: true,
          cache: { key: ['package-lock.json'], keep: ['node_modules'] },
        },
        { run: { kind: 'list', argv: ['npm', 'run', 'build'] }, network: true },
      ],
    ],
  ])('%s', (flow, steps) => {
    expect(evalOf(`run: x\nsetup: ${flow}\n`).setup).toEqual(steps);
  });
});

describe('the policy', () => {
  const policyOf = (text: string): unknown => {
    const loading = load({ '_formative.yml': text });
    return loading.kind === 'loaded' ? loading.policy : loading.mistakes;
  };

  it('is complete without a file, and with a single field', () => {
    const policy = {
      for: 'everyone',
      protect: [],
      when: { broke: 'block', changed: 'warn', rewritten: 'ask', unclear: 'block' },
      comment: 'always',
      accept: 'not-author',
      budget: { minutes: 30, trials: 5000, judgeCalls: 200 },
      errorRate: 0.05,
      sandbox: 'required',
      agents: [],
    };
    expect(load({})).toEqual({ kind: 'loaded', evals: [], policy });
    expect(policyOf('budget: { minutes: 1.5 }\n')).toEqual({
      ...policy,
      budget: { minutes: 1.5, trials: 5000, judgeCalls: 200 },
    });
    expect(policyOf('error-rate: 0.1\nwhen: { changed: block }\n')).toEqual({
      ...policy,
      errorRate: 0.1,
      when: { ...policy.when, changed: 'block' },
    });
  });

  it('gives defaults, and an eval its own fields over them', () => {
    const policy = `
when: { changed: block, unclear: warn }
defaults:
  setup: npm ci
  env: { A: "1", B: "1" }
  timeout: 10
  trials: 2
  cwd: packages
`;
    const others = { '_formative.yml': policy };
    expect(evalOf('run: x\n', others)).toMatchObject({
      setup: [{ run: { kind: 'shell', script: 'npm ci' } }],
      env: { A: '1', B: '1' },
      timeout: 10,
      trials: 2,
      reruns: 24,
      cwd: 'packages',
      when: { broke: 'block', changed: 'block', rewritten: 'ask', unclear: 'warn' },
    });
    expect(
      evalOf('run: x\nsetup: make\nenv: { B: "2" }\ntimeout: 20\ntrials: 1\ncwd: .\nwhen: { unclear: ask }\n', others),
    ).toMatchObject({
      setup: [{ run: { kind: 'shell', script: 'make' } }],
      env: { A: '1', B: '2' },
      timeout: 20,
      trials: 1,
      cwd: '',
      when: { changed: 'block', unclear: 'ask' },
    });
  });

  it.each([
    ['fro: agents', '1:1: `fro` is not a field here, did you mean `for`?'],
    ['error-rate: 5', '1:13: `error-rate`: expected a share such as 5%, more than 0% and less than 100%, got 5'],
    [
      'error-rate: five',
      '1:13: `error-rate`: expected a share such as 5%, more than 0% and less than 100%, got "five"',
    ],
    ['sandbox: none', '1:10: `sandbox`: expected `required` or `preferred` or `off`, got "none"'],
    ['budget: { minutes: 0 }', '1:20: `minutes`: expected more than 0, got 0'],
    ['agents: { allow-extra: [{ name: x }] }', '1:25: `login` is missing, expected a text'],
    ['hand-back: { mention: "@a", attempts: -1 }', '1:39: `attempts`: expected a whole number from 0 to 20, got -1'],
    ['hand-back: { attempts: 1 }', '1:12: `mention` is missing, expected a text'],
    [
      'hand-back: { mention: "@acme/all" }',
      '1:23: `mention`: expected one account to mention, such as `@copilot`, got "@acme/all"',
    ],
    [
      'defaults: { run: x }',
      '1:13: `run` is not a field here, expected one of setup, cwd, env, pass-env, network, timeout, trials, reruns, paths, workspace',
    ],
  ])('refuses %s', (text, line) => {
    expect(mistakesIn({ '_formative.yml': `${text}\n` })).toEqual([`evals/_formative.yml:${line}`]);
  });
});
