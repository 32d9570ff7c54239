import type { ReportFormat, ReportSource, Rerun } from './eval.js';

/** How a known test runner is run. `${reports}` stands for the trial's own reports folder. */
export interface Preset {
  readonly run: readonly [string, ...string[]];
  readonly format: ReportFormat;
  readonly from: ReportSource;
  /** Runs just the tests in doubt. */
  readonly rerun: { readonly run: readonly [string, ...string[]]; readonly names: Rerun['names'] };
  /** Judged in base's version, and run in the pull request's own. */
  readonly tests: readonly string[];
  /** Judged in base's version only. Never package.json or pyproject.toml: those are the pull request's to change. */
  readonly protect: readonly string[];
}

const JEST = ['npx', 'jest', '--ci', '--json', '--outputFile=${reports}/jest.json'] as const;
const VITEST = ['npx', 'vitest', 'run', '--reporter=json', '--outputFile=${reports}/vitest.json'] as const;
const NODE_TEST = [
  'node',
  '--test',
  '--test-reporter=junit',
  '--test-reporter-destination=${reports}/node-test.xml',
] as const;
/** The family `xunit1` names each test's file. */
const PYTEST = [
  'pytest',
  '-p',
  'no:cacheprovider',
  '-o',
  'junit_family=xunit1',
  '--junitxml=${reports}/pytest.xml',
] as const;
/** `-count=1` runs tests whose result Go has stored. */
const GO = ['go', 'test', '-json', '-count=1'] as const;

export const PRESETS: Readonly<Record<string, Preset>> = {
  jest: {
    run: JEST,
    format: 'jest',
    from: inReports('jest.json'),
    rerun: { run: [...JEST, '--testNamePattern=${names}'], names: 'pattern' },
    tests: ['**/__tests__/**', '**/*.{test,spec}.*'],
    protect: ['**/jest.config.*', '**/jest.setup.*', '**/__snapshots__/**'],
  },
  vitest: {
    run: VITEST,
    format: 'vitest',
    from: inReports('vitest.json'),
    rerun: { run: [...VITEST, '--testNamePattern=${names}'], names: 'pattern' },
    tests: ['**/__tests__/**', '**/*.{test,spec}.*'],
    protect: ['**/vitest.{config,setup,workspace}.*', '**/vite.config.*', '**/__snapshots__/**'],
  },
  'node-test': {
    run: NODE_TEST,
    format: 'junit',
    from: inReports('node-test.xml'),
    rerun: { run: [...NODE_TEST, '--test-name-pattern=${names}'], names: 'pattern' },
    tests: [
      '**/test/**',
      '**/*{.,-,_}test.{js,cjs,mjs,ts,cts,mts}',
      '**/test-*.{js,cjs,mjs,ts,cts,mts}',
      '**/test.{js,cjs,mjs,ts,cts,mts}',
    ],
    protect: ['**/*.snapshot', 'node.config.json'],
  },
  pytest: {
    run: PYTEST,
    format: 'pytest',
    from: inReports('pytest.xml'),
    rerun: { run: [...PYTEST, '${names}'], names: 'list' },
    tests: ['**/tests/**', '**/test_*.py', '**/*_test.py'],
    protect: ['**/conftest.py', '**/{,.}pytest.{ini,toml}', '**/tox.ini', '**/__snapshots__/**'],
  },
  go: {
    run: [...GO, './...'],
    format: 'go',
    from: { kind: 'stdout' },
    // Inside a text names are joined with `|`, and `-run` splits at `|` before `/`: "TestA/sub|TestB".
    rerun: { run: [...GO, '-run=${names}', './...'], names: 'list' },
    tests: ['**/*_test.go', '**/testdata/**'],
    protect: [],
  },
};

function inReports(name: string): ReportSource {
  return { kind: 'files', patterns: [`\${reports}/${name}`] };
}
