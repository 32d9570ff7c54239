import { declared, wordsIn } from './declared-names.js';
import { linesOf, type Texts } from './lines.js';
import type { Piece } from './piece.js';

/** Pieces by number, each with those that it does not build without, as far as names tell. */
export type Needs = ReadonlyMap<number, ReadonlySet<number>>;

/** Adds everything that some pieces need, in order. */
export function closedUnder(needs: Needs): (some: readonly number[]) => readonly number[] {
  return (some) => {
    const all = new Set(some);
    for (const one of all) for (const needed of needs.get(one) ?? []) all.add(needed);
    return [...all].sort((one, other) => one - other);
  };
}

/**
 * What each piece needs: a use of a new name the piece that declares it, a declaration that goes the pieces that stop using it, a
 * new file's user the file, and a manifest its lock file.
 */
export function needsOf(pieces: readonly Piece[], texts: Texts): Needs {
  const sides = pieces.map((piece) => ({
    came: linesThat(piece, 'came', texts),
    went: linesThat(piece, 'went', texts),
  }));
  const [before, after] = [wordsOfAll(pieces, 'before', texts), wordsOfAll(pieces, 'after', texts)];
  const needs = new Map<number, Set<number>>();
  const add = (one: number, other: number): void => {
    if (one !== other) needs.set(one, (needs.get(one) ?? new Set()).add(other));
  };
  const [came, went] = [sides.map((side) => wordsIn(side.came)), sides.map((side) => wordsIn(side.went))];
  const having = (all: readonly ReadonlySet<string>[], name: string): readonly number[] =>
    all.flatMap((words, at) => (words.has(name) ? [at] : []));
  sides.forEach((side, declaring) => {
    const fresh = [...declared(side.came), ...stemsOf(pieces[declaring], 'after')].filter((name) => !before.has(name));
    for (const using of fresh.flatMap((name) => having(came, name))) add(using, declaring);
    const gone = [...declared(side.went), ...stemsOf(pieces[declaring], 'before')].filter((name) => !after.has(name));
    for (const using of gone.flatMap((name) => having(went, name))) add(declaring, using);
  });
  for (const [one, other] of lockedTogether(pieces)) add(one, other);
  return needs;
}

function linesThat(piece: Piece, way: 'came' | 'went', texts: Texts): readonly string[] {
  if (piece.kind === 'mode') return [];
  if (piece.kind === 'lines') return way === 'came' ? piece.added : piece.removed;
  return (way === 'came' ? piece.after : piece.before).flatMap(({ oid }) => linesOf(texts.get(oid) ?? ''));
}

/** Every word of the lines that pieces change, as they were or as they are. */
function wordsOfAll(pieces: readonly Piece[], when: 'before' | 'after', texts: Texts): ReadonlySet<string> {
  const way = when === 'before' ? 'went' : 'came';
  return new Set(pieces.flatMap((piece) => [...wordsIn(linesThat(piece, way, texts))]));
}

function stemsOf(piece: Piece | undefined, side: 'before' | 'after'): readonly string[] {
  if (piece?.kind !== 'file') return [];
  return piece[side].flatMap(({ path }) => [...wordsIn([nameOf(path)])].slice(0, 1));
}

const LOCKS: readonly (readonly string[])[] = [
  ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock'],
  ['Cargo.toml', 'Cargo.lock'],
  ['go.mod', 'go.sum'],
  ['pyproject.toml', 'poetry.lock', 'uv.lock', 'pdm.lock'],
  ['Pipfile', 'Pipfile.lock'],
  ['Gemfile', 'Gemfile.lock'],
  ['composer.json', 'composer.lock'],
];

/** Pieces of a manifest and its lock file: they say the same, and go together. */
function* lockedTogether(pieces: readonly Piece[]): Generator<readonly [number, number]> {
  for (const [one, { path }] of pieces.entries()) {
    const family = LOCKS.find((names) => names.includes(nameOf(path)));
    if (family === undefined) continue;
    for (const [other, { path: beside }] of pieces.entries()) {
      if (folderOf(beside) === folderOf(path) && family.includes(nameOf(beside))) yield [one, other];
    }
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
