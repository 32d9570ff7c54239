import type { Control, Eval, Generate } from '../evals/eval.js';
import type { Loosened } from './weaker-grader.js';
import type { Strength } from './weakening.js';

interface Found extends Loosened {
  readonly at: readonly string[];
  readonly strength?: Strength;
}

/** What an eval loses of what nobody can learn by heart: fresh inputs, and known-bad variants that it has to notice. */
export function weakerTeeth(was: Eval, is: Eval): readonly Found[] {
  return [...fewerFresh(freshOf(was), freshOf(is)), ...fewerControls(was.controls, is.controls)];
}

function freshOf(one: Eval): Generate | undefined {
  return one.kind === 'command' ? one.generate : undefined;
}

function fewerFresh(was: Generate | undefined, is: Generate | undefined): readonly Found[] {
  if (was === undefined) return [];
  if (is === undefined) return [{ of: 'generate', was: 'fresh cases', is: 'none', at: [] }];
  const words = ({ run }: Generate): string => run.join(' ');
  return [
    ...(is.count < was.count
      ? [{ of: 'generate count', was: `${was.count}`, is: `${is.count}`, at: ['generate', 'count'] }]
      : []),
    ...(was.hidden && !is.hidden
      ? [{ of: 'generate hidden', was: 'true', is: 'false', at: ['generate', 'hidden'] }]
      : []),
    ...(words(was) === words(is)
      ? []
      : [
          {
            of: 'generate run',
            was: words(was),
            is: words(is),
            at: ['generate', 'run'],
            strength: 'possible' as const,
          },
        ]),
  ];
}

/** A control that names more cases has all of them fail: it asks more. */
function fewerControls(was: readonly Control[], is: readonly Control[]): readonly Found[] {
  const after = new Map(is.map((one) => [one.name, one]));
  return was.flatMap((control): readonly Found[] => {
    const left = after.get(control.name);
    const of = `must-fail ${control.name}`;
    if (left === undefined) return [{ of, was: 'has to be noticed', is: 'gone', at: [] }];
    const gone = control.cases.filter((name) => !left.cases.includes(name));
    return gone.length === 0
      ? []
      : [{ of, was: control.cases.join(', '), is: left.cases.join(', ') || 'any case', at: ['must-fail'] }];
  });
}
