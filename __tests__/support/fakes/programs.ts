import type { Behaviour } from './fake-sandbox.js';

/** For each side how the trials go, in order: p passes, f fails. The last one is how it goes on. */
export type Script = Readonly<Partial<Record<Tree, string>>>;
/** Which tree a program runs in: told by the tree's file `side`. */
type Tree = 'base' | 'head' | 'own';

/** A program whose trials go as written. */
export function plays(script: Script): Behaviour {
  const next = player(script);
  return (running) => (next(sideOf(running)) === 'p' ? 0 : 1);
}

/** A suite that reports in TAP: for each test how its trials go, `-` for a trial that does not name it. Arguments are the tests to run alone. */
export function playsSuite(tests: Readonly<Record<string, Script>>): Behaviour {
  const players = new Map(Object.entries(tests).map(([name, script]) => [name, player(script)]));
  return (running) => {
    const wanted = [...players].filter(([name]) => running.args.length === 0 || running.args.includes(name));
    const said = wanted
      .map(([name, next]) => [name, next(sideOf(running))] as const)
      .filter(([, does]) => does !== '-');
    return { out: tap(said), exit: said.some(([, does]) => does === 'f') ? 1 : 0 };
  };
}

function tap(tests: readonly (readonly [name: string, does: string])[]): string {
  const lines = tests.map(([name, does], index) => `${does === 'p' ? 'ok' : 'not ok'} ${index + 1} - ${name}`);
  return [...lines, `1..${tests.length}`, ''].join('\n');
}

function sideOf({ read }: Parameters<Behaviour>[0]): Tree {
  const side = read('side');
  if (side === 'base' || side === 'head' || side === 'own') return side;
  throw new Error(`the tree does not say which side it is: ${side}`);
}

function player(script: Script): (side: Tree) => string {
  const played = { base: 0, head: 0, own: 0 };
  return (side) => {
    const letters = script[side] ?? '-';
    const letter = letters[Math.min(played[side], letters.length - 1)] ?? '-';
    played[side] += 1;
    return letter;
  };
}
