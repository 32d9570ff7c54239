import { describe, expect, it } from '@jest/globals';

import { weakerFiles } from '../../../src/core/integrity/weaker-files.js';

const brief = (path: string, base: string | undefined, head: string | undefined): readonly string[] =>
  weakerFiles([{ path, ...(base !== undefined && { base }), ...(head !== undefined && { head }) }], () => false).map(
    ({ strength, what, of, was, is }) => `${strength} ${what} ${of}: ${was} → ${is}`,
  );

describe('what runs and limits the tests', () => {
  it.each<readonly [string, string, string, string]>([
    [
      'jest.config.js',
      'x = { coverageThreshold: { global: { branches: 90 } } }',
      'x = { coverageThreshold: { global: { branches: 10 } } }',
      'sure looser-limit branches: 90 → 10',
    ],
    [
      'vitest.config.ts',
      'x = { testTimeout: 1000 }',
      'x = { testTimeout: 9000 }',
      'sure looser-limit testTimeout: 1000 → 9000',
    ],
    ['playwright.config.ts', 'x = { retries: 0 }', 'x = { retries: 3 }', 'sure looser-limit retries: 0 → 3'],
    [
      '.coveragerc',
      '[report]\nfail_under = 95\n',
      '[report]\nfail_under = 5\n',
      'sure looser-limit fail_under: 95 → 5',
    ],
    [
      'pyproject.toml',
      '[tool.coverage.report]\nfail_under = 95\n',
      '[tool.coverage.report]\nfail_under = 5\n',
      'sure looser-limit fail_under: 95 → 5',
    ],
    [
      'eslint.config.js',
      "x = { 'no-console': 'error' }",
      "x = { 'no-console': 'off' }",
      'sure lint-loosened no-console: error → off',
    ],
    [
      '.eslintrc.json',
      '{ "rules": { "eqeqeq": 2 } }',
      '{ "rules": { "eqeqeq": 0 } }',
      'sure lint-loosened eqeqeq: 2 → 0',
    ],
    ['tsconfig.json', '{ "strict": true }', '{ "strict": false }', 'sure lint-loosened strict: true → false'],
    [
      'package.json',
      '{ "scripts": { "test": "jest" } }',
      '{ "scripts": { "test": "exit 0" } }',
      'sure test-setup-changed scripts.test: jest → exit 0',
    ],
    [
      'package.json',
      '{ "scripts": { "lint": "eslint ." } }',
      '{ "scripts": {} }',
      'likely test-setup-changed scripts.lint: eslint . → gone',
    ],
    [
      '__snapshots__/a.test.js.snap',
      'exports[`a`] = `1`;\n',
      'exports[`a`] = `2`;\n',
      'likely snapshot-updated 1 line: exports[`a`] = `1`; → exports[`a`] = `2`;',
    ],
    [
      'src/a.ts',
      'f();\n',
      '// eslint-disable-next-line\nf();\n',
      'likely check-suppressed : checked → // eslint-disable-next-line',
    ],
    ['src/a.py', 'f()\n', 'f()  # noqa: E501\n', 'likely check-suppressed : checked → # noqa: E501'],
    [
      '.github/workflows/ci.yml',
      'run: npm test\n',
      'run: npm test || true\n',
      'likely ci-changed : a failure fails it → || true',
    ],
    ['.gitlab-ci.yml', 'a: 1\n', 'a: 2\n', 'possible ci-changed : 2 lines → changed, 2 lines'],
    ['conftest.py', 'a = 1\n', 'a = 2\n', 'possible test-setup-changed : 2 lines → changed, 2 lines'],
  ])('%s: %s → %s', (path, base, head, named) => {
    expect(brief(path, base, head)).toContain(named);
  });

  it('new files that customise every start are likely weaker', () => {
    expect(brief('sitecustomize.py', undefined, 'x\n')).toEqual([
      'likely test-setup-changed : not there → new, 2 lines',
    ]);
  });

  it.each<readonly [string, string, string]>([
    ['jest.config.js', 'x = { testTimeout: 9000, a: 1 }', 'x = { testTimeout: 1000, a: 2 }'],
    ['eslint.config.js', "x = { 'no-console': 'off' }", "x = { 'no-console': 'error' }"],
    ['eslint.config.js', "x = { 'no-console': 'error' }", "// 'no-console': 'off'\nx = { 'no-console': 'error' }"],
    [
      'package.json',
      '{ "version": "1.0.0", "scripts": { "build": "a" } }',
      '{ "version": "2.0.0", "scripts": { "build": "b" } }',
    ],
    ['a.snap', 'exports[`a`] = `1`;\n', 'exports[`a`] = `1`;\n\nexports[`b`] = `2`;\n'],
    ['src/a.ts', '// @ts-ignore\nf();\n', '\n\n// @ts-ignore\ng();\n'],
    ['src/a.ts', 'f();\n', "f('// eslint-disable');\n"],
    ['README.md', 'it.skip', 'timeout: 9'],
  ])('an ordinary edit is not told: %s: %s → %s', (path, base, head) => {
    expect(brief(path, base, head).filter((told) => !told.startsWith('possible'))).toEqual([]);
  });
});
