import { resolve } from 'node:path';

/** How one test runner is told what to do, so that the same stories can be played with each. */
export interface Runner {
  readonly name: string;
  /** An eval file that runs it. */
  readonly eval: string;
  /** Where its tests stand. */
  readonly path: (name: string) => string;
  /**
   * A file of tests, which first loads the source `lib`. The test `one` passes while `one.txt` holds what is expected, and is
   * skipped while `skip.txt` names it.
   */
  readonly tests: (names: readonly string[], expected?: string) => string;
  /** The source that tests load. */
  readonly lib: (does: keyof typeof SCRIPTS) => Readonly<Record<string, string>>;
  /** Id of a test in a file, in the eval `t`. */
  readonly id: (file: string, name: string) => string;
}

/** What the source does when it is loaded, in JavaScript and in Python. */
const SCRIPTS = {
  nothing: ['', ''],
  crash: ["throw new Error('lib is broken');\n", "raise Exception('lib is broken')\n"],
  exit: ['process.exit(0);\n', 'import os\nos._exit(0)\n'],
} as const;

const inJavaScript =
  (head: string): Runner['tests'] =>
  (names, expected = 'ok') => `${head}
const { existsSync, readFileSync } = require('node:fs');
require('../lib.js');
const skips = existsSync('skip.txt') ? readFileSync('skip.txt', 'utf8') : '';
for (const name of ${JSON.stringify(names)}) {
  const run = skips.includes(name) ? test.skip : test;
  run(name, () => {
    const found = readFileSync(\`\${name}.txt\`, 'utf8');
    if (found !== '${expected}') throw new Error(\`expected ${expected}, got \${found}\`);
  });
}
`;

const nodeTest: Runner = {
  name: 'node-test',
  eval: 'suite: node-test\n',
  path: (name) => `test/${name}.test.js`,
  tests: inJavaScript("const { test } = require('node:test');"),
  lib: (does) => ({ 'lib.js': SCRIPTS[does][0] }),
  id: (_, name) => `t/${name}`,
};

const JEST = `node, ${JSON.stringify(resolve('node_modules/jest/bin/jest.js'))}, --ci, --json, "--outputFile=\${reports}/jest.json"`;

const jest: Runner = {
  name: 'jest',
  eval: `run: [${JEST}]
results: { format: jest, files: ["\${reports}/jest.json"] }
rerun: [${JEST}, "--testNamePattern=\${names}"]
tests: ["test/**"]
`,
  path: (name) => `test/${name}.test.js`,
  tests: inJavaScript(''),
  lib: (does) => ({ 'lib.js': SCRIPTS[does][0], 'package.json': '{ "name": "under-test" }\n' }),
  id: (file, name) => `t/test/${file}.test.js > ${name}`,
};

const pytest: Runner = {
  name: 'pytest',
  eval: 'suite: pytest\n',
  path: (name) => `tests/test_${name}.py`,
  tests: (names, expected = 'ok') => `import os, pytest, sys
sys.path.insert(0, '.')
import lib
skips = open('skip.txt').read() if os.path.exists('skip.txt') else ''
${names.map((name) => inPython(name, expected)).join('')}`,
  lib: (does) => ({ 'lib.py': SCRIPTS[does][1] }),
  id: (file, name) => `t/tests.test_${file} > test_${name}`,
};

function inPython(name: string, expected: string): string {
  return `
@pytest.mark.skipif('${name}' in skips, reason='skipped')
def test_${name}():
    assert open('${name}.txt').read() == '${expected}'
`;
}

export const RUNNERS: readonly Runner[] = [nodeTest, jest, pytest];
