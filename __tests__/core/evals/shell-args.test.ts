import { describe, expect, it } from '@jest/globals';
import { mistakesIn } from './files.js';

const CASES = 'cases:\n  none: {}\n  some: { args: [x] }\n';

describe('a text that `sh -c` runs, with cases that have arguments', () => {
  it.each(['node cli.js', 'true', 'echo $0 $HOME', 'echo "a@b"'])('would drop them: %s', (run) => {
    expect(mistakesIn({ 'a.yml': `run: '${run}'\n${CASES}` })).toEqual([
      `evals/a.yml:1:6: \`run\` drops the \`args\` of the case \`some\`, expected "$@" where they go in, as in \`${run} "$@"\`, or a list, which gets them at its end`,
    ]);
  });

  it('would drop those of a file of cases too', () => {
    const files = { 'a.yml': 'run: wc\ncases: { from: _c.csv }\n', '_c.csv': 'id,args\none,x\n' };
    expect(mistakesIn(files)[0]).toContain('evals/a.yml:1:6: `run` drops the `args` of the case `one`');
  });

  it.each([
    'node cli.js "$@"',
    'echo $1',
    'echo ${2:-x}',
    '[ $# = 1 ]',
    'for x; do echo $x; done',
    'shift; echo',
    'f $*',
  ])('reads them: %s', (run) => {
    expect(mistakesIn({ 'a.yml': `run: '${run}'\n${CASES}` })).toEqual([]);
  });

  it('needs none where no case has any', () => {
    expect(mistakesIn({ 'a.yml': 'run: wc\ncases: { a: { args: [] }, b: {} }\n' })).toEqual([]);
  });

  it('may be a list, which gets them at its end', () => {
    expect(mistakesIn({ 'a.yml': `run: [wc]\n${CASES}` })).toEqual([]);
  });
});
