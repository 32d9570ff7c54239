import { PRESETS } from '../evals/presets.js';
import { draftOf, flow, type Idea } from './idea.js';
import { nodePackage, setupLines, type NodePackage } from './node-package.js';
import { has, textOf, type Project } from './project.js';

/** A suite may take a while on a machine that is busy. */
const TIMEOUT = 'timeout: 10m';
const EVERY_TEST =
  "Every test in its report is a case: judged in base's version, and run in the pull request's own too.";

/** The test suites that a preset knows how to run. */
export function suiteIdeas(project: Project): readonly Idea[] {
  const found = [nodeSuite(project), pythonSuite(project), goSuite(project)].flatMap((drafts) => drafts ?? []);
  return found.map(({ drafts, language }) => ({ id: found.length === 1 ? 'tests' : `tests-${language}`, drafts }));
}

interface Suite {
  readonly language: string;
  readonly drafts: readonly string[];
}

/** How a script starts each runner, and the package that it comes in. */
const RUNNERS = [
  { preset: 'vitest', started: /\bvitest\b/, packages: ['vitest'] },
  { preset: 'jest', started: /\bjest\b/, packages: ['jest'] },
  { preset: 'node-test', started: /\bnode\b[^&|;]*\s--test\b/, packages: [] },
] as const;

function nodeSuite(project: Project): Suite | undefined {
  const node = nodePackage(project);
  if (node === undefined) return undefined;
  const scripts = testScripts(node);
  const started = RUNNERS.flatMap((runner) => {
    const script = scripts.find((one) => runner.started.test(one));
    return script === undefined ? [] : [{ ...runner, script }];
  });
  const installed = RUNNERS.filter(({ packages }) => packages.some((one) => node.packages.includes(one)));
  const chosen = started[0] ?? installed.map((runner) => ({ ...runner, script: '' }))[0];
  if (chosen === undefined) return undefined;
  const draft = draftOf(
    `# The test suite, run by ${chosen.preset}. ${EVERY_TEST}`,
    'title: The test suite',
    `suite: ${chosen.preset}`,
    ...environment(chosen.script),
    ...setupLines(project, node),
    TIMEOUT,
  );
  return { language: 'js', drafts: [draft] };
}

/** `test`, then those that begin like it. */
function testScripts({ scripts }: NodePackage): readonly string[] {
  const names = Object.keys(scripts).filter((name) => /^test(?:$|:)/.test(name));
  return names.sort().flatMap((name) => scripts[name] ?? []);
}

/** Settings that the script begins with: `NODE_OPTIONS=--experimental-vm-modules jest`. */
function environment(script: string): readonly string[] {
  const [, settings = ''] =
    /^(?:cross-env\s+)?((?:[A-Za-z_]\w*=(?:'[^']*'|"[^"]*"|[^\s'"$`\\]*)\s+)*)/.exec(script) ?? [];
  const each = [...settings.matchAll(/(\w+)=(?:'([^']*)'|"([^"$`\\]*)"|([^\s'"]*))/g)];
  if (each.length === 0) return [];
  return ['env:', ...each.map(([, name = '', ...values]) => `  ${name}: ${JSON.stringify(values.join(''))}`)];
}

const PYTHON_TEST = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/;
const REQUIREMENTS = /^requirements[^/]*\.txt$/;

function pythonSuite(project: Project): Suite | undefined {
  const told = ['pyproject.toml', 'setup.cfg', 'tox.ini'].some((path) => /\bpytest\b/.test(textOf(project, path)));
  const tests = project.paths.some((path) => PYTHON_TEST.test(path));
  if (!tests && !told && !has(project, 'pytest.ini')) return undefined;
  const wanted = project.paths.filter((path) => REQUIREMENTS.test(path));
  return { language: 'py', drafts: [...(wanted.length === 0 ? [] : inVenv(wanted)), onPath()] };
}

/** Trials see the tree at a place of its own, so nothing of the environment may be started by its full path. */
function inVenv(requirements: readonly string[]): readonly string[] {
  const { pytest } = PRESETS;
  if (pytest === undefined) return [];
  const inside = ([, ...args]: readonly string[]): string => flow(['.venv/bin/python', '-m', 'pytest', ...args]);
  const files = requirements.map((path) => `-r ${path}`).join(' ');
  const draft = draftOf(
    `# The test suite, run by pytest in an environment of its own. ${EVERY_TEST}`,
    'title: The test suite',
    `run: ${inside(pytest.run)}`,
    'results: { format: pytest, files: ["${reports}/pytest.xml"] }',
    '# Runs just the tests in doubt.',
    `rerun: { run: ${inside(pytest.rerun.run)}, names: ${pytest.rerun.names} }`,
    `tests: ${flow(pytest.tests)}`,
    `protect: ${flow(pytest.protect)}`,
    '# Runs once for each side, with the network. What is kept is used again while the files of the key are the same.',
    'setup:',
    `  - run: python3 -m venv .venv && .venv/bin/pip install --quiet ${files} pytest`,
    `    cache: { key: ${flow(requirements)}, keep: [.venv] }`,
    TIMEOUT,
  );
  return [draft];
}

function onPath(): string {
  return draftOf(
    `# The test suite, run by pytest. ${EVERY_TEST}`,
    '# The pytest on the PATH is used: a workflow has to install it before its step that starts Formative.',
    'title: The test suite',
    'suite: pytest',
    TIMEOUT,
  );
}

function goSuite(project: Project): Suite | undefined {
  if (!has(project, 'go.mod') || !project.paths.some((path) => path.endsWith('_test.go'))) return undefined;
  const vendored = !has(project, 'go.sum') || has(project, 'vendor/modules.txt');
  const setup = [
    '# Runs once for each side, with the network: trials have none to download modules with.',
    'setup:',
    '  - run: go mod vendor',
    '    cache: { key: [go.mod, go.sum], keep: [vendor] }',
  ];
  const draft = draftOf(
    `# The test suite, run by go test. ${EVERY_TEST}`,
    'title: The test suite',
    'suite: go',
    ...(vendored ? [] : setup),
    TIMEOUT,
  );
  return { language: 'go', drafts: [draft] };
}
