import * as z from 'zod';

import { lineAt } from './source.js';
import type { ChangedFile, Strength, Weakening } from './weakening.js';

const Manifest = z.record(z.string(), z.unknown());
const SETTINGS = ['jest', 'vitest', 'mocha', 'ava', 'nyc', 'c8', 'tap', 'eslintConfig'];
const SCRIPT = /^(?:pre|post)?(?:test|check|lint|verify|coverage|ci|types|typecheck|e2e)\b/;

/** What a manifest says of running tests: the scripts of package.json and its runners' settings, or such sections. */
export function manifestChanges(file: ChangedFile): readonly Weakening[] {
  const { path, base, head } = file;
  if (base === undefined || head === undefined) return [];
  const [before, after] = path.endsWith('.json')
    ? [entriesOf(base), entriesOf(head)]
    : [sectionsOf(base), sectionsOf(head)];
  return [...before].flatMap(([name, was]): readonly Weakening[] => {
    const is = after.get(name);
    if (is === was) return [];
    const line = is === undefined ? undefined : lineOf(head, name);
    return [
      {
        path,
        ...(line !== undefined && { line }),
        what: 'test-setup-changed',
        strength: strengthOf(was, is),
        of: name,
        was,
        is: is ?? 'gone',
      },
    ];
  });
}

/** Ways to succeed whatever the tests say. */
const SUCCEEDS =
  /\|\|\s*(?:true|:|exit 0)|;\s*(?:true|exit 0)\s*$|^(?:true|exit 0|echo\b[^&|;]*|:)$|--passWithNoTests|\bset \+e\b/;

function strengthOf(was: string, is: string | undefined): Strength {
  if (is === undefined) return 'likely';
  return SUCCEEDS.test(is.trim()) && !SUCCEEDS.test(was.trim()) ? 'sure' : 'possible';
}

function entriesOf(text: string): ReadonlyMap<string, string> {
  const manifest = read(text);
  const scripts = Manifest.safeParse(manifest['scripts']).data ?? {};
  return new Map([
    ...Object.entries(scripts)
      .filter(([name]) => SCRIPT.test(name))
      .map(([name, script]) => [`scripts.${name}`, String(script)] as const),
    ...SETTINGS.flatMap((name) => (name in manifest ? [[name, JSON.stringify(manifest[name])] as const] : [])),
  ]);
}

function read(text: string): Readonly<Record<string, unknown>> {
  try {
    return Manifest.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

/** `[tool.pytest.ini_options]` and the like of TOML and INI; `test:` of a makefile. */
const SECTION =
  /^\[+(tool[.:](?:pytest|coverage|mypy|ruff|tox|nox|pylint)[^\]]*|coverage:[^\]]*|flake8|mypy[^\]]*|profile\.test|lints[^\]]*)\]+|^((?:test|check|lint|coverage|ci)[\w-]*):(?!=)/;

function sectionsOf(text: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  let name: string | undefined;
  for (const line of text.split('\n')) {
    const found = SECTION.exec(line);
    if (found !== null) name = found[1] ?? found[2];
    else if (/^(?:\[|[\w.-]+:(?!=))/.test(line)) name = undefined;
    else if (name !== undefined && !/^\s*(?:#|$)/.test(line))
      sections.set(name, `${sections.get(name) ?? ''}${line.trim()}\n`);
  }
  return sections;
}

function lineOf(text: string, name: string): number | undefined {
  const key = name.replace(/^scripts\./, '');
  const at = [`"${key}"`, `[${key}]`, `${key}:`].map((written) => text.indexOf(written)).find((found) => found >= 0);
  return at === undefined ? undefined : lineAt(text, at + 1);
}
