import type { EvalBlob } from './blobs.js';
import { MAX_FIXTURE_BYTES, isRegular } from './blobs.js';
import { childOf, entriesOf } from './child.js';
import type { Finding, Near } from './finding.js';
import { folderOf, staysInside, tidyPath } from './paths.js';
import { readText } from './text.js';

export type Fixture =
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  | { readonly kind: 'wrong'; readonly message: string; readonly near?: Near };

/** The fixtures that the eval at a path may name: beside it, or in the evals folder. */
export type FindFixture = (name: string) => Fixture;

export type Blobs = ReadonlyMap<string, EvalBlob>;

/** Looks beside the eval first, then in the evals folder. */
export function fixturesFor(evalPath: string, blobs: Blobs, folder: string): FindFixture {
  const roots = [...new Set([folderOf(evalPath), folder])];
  return (name) => {
    if (!staysInside(name)) return { kind: 'wrong', message: `\`${name}\` leads out of the evals folder` };
    const blob = roots.map((root) => blobs.get(tidyPath(`${root}/${name}`))).find((found) => found !== undefined);
    if (blob !== undefined) return fixtureOf(blob);
    const near = {
      name,
      candidates: () => namesBelow(roots, blobs),
      otherwise: `, expected a file in ${roots.join(' or ')}`,
    };
    return { kind: 'wrong', message: `\`${name}\` is not there`, near };
  };
}

/** Every fixture that a case names, whether or not the case is right otherwise. */
function caseFixtures(
  value: unknown,
  path: Finding['path'],
): readonly { readonly path: Finding['path']; readonly name: string }[] {
  const graders = [
    ...['stdout', 'stderr'].map((stream) => [stream, 'snapshot']),
    ...entriesOf(childOf(value, 'output-files')).map(([file]) => ['output-files', file, 'snapshot']),
  ];
  const files = entriesOf(childOf(value, 'files')).map(([file]) => ['files', file, 'from']);
  return [['stdin-file'], ...graders, ...files].flatMap((steps) => {
    const name = steps.reduce(childOf, value);
    return typeof name === 'string' && staysInside(name) ? [{ path: [...path, ...steps], name }] : [];
  });
}

export function fixtureFindings(value: unknown, path: Finding['path'], find: FindFixture): readonly Finding[] {
  return caseFixtures(value, path).flatMap((named): readonly Finding[] => {
    const fixture = find(named.name);
    return fixture.kind === 'text' ? [] : [wrongFixture(named.path, fixture)];
  });
}

export function wrongFixture(path: Finding['path'], { message, near }: Extract<Fixture, { kind: 'wrong' }>): Finding {
  return { path, target: 'value', message, ...(near === undefined ? {} : { near }) };
}

function fixtureOf(blob: EvalBlob): Fixture {
  const wrong = (message: string): Fixture => ({ kind: 'wrong', message: `\`${blob.path}\` ${message}` });
  if (!isRegular(blob.mode)) return wrong('is a link or a submodule, expected a regular file');
  if (blob.size > MAX_FIXTURE_BYTES) return wrong(`has ${blob.size} bytes, expected at most ${MAX_FIXTURE_BYTES}`);
  const reading = readText(blob.bytes);
  return reading.kind === 'text'
    ? { kind: 'text', path: blob.path, text: reading.text }
    : wrong(`is not text: ${reading.why}`);
}

function namesBelow(roots: readonly string[], blobs: Blobs): readonly string[] {
  return roots.flatMap((root) => {
    const start = root === '' ? '' : `${root}/`;
    return [...blobs.keys()].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  });
}
