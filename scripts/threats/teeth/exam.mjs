const READ_FILE = 'src/edges/trees/read-file.ts';

/** A link is refused by its kind and, once more, when it is opened. */
const FOLLOW_LINKS = [
  { file: READ_FILE, from: 'constants.O_NOFOLLOW | ', to: '' },
  { file: READ_FILE, from: "if (!stats.isFile()) return { kind: 'refused', path, why: describeKind(stats) };", to: '' },
];

/** What keeps the exam base's, and its answers evidence. */
export const EXAM_TEETH = [
  {
    id: 'R5',
    defence: "evals and policy come from base's tree",
    file: 'src/app/judge.ts',
    from: "examiner: evalsFrom === 'base' ? base : head",
    to: 'examiner: head',
  },
  {
    id: 'R6',
    defence: 'a report that is a link is refused, where it is found and where it is read',
    shows: 'still-passes',
    file: 'src/edges/trees/find-files.ts',
    from: 'if (!stats.isFile()) return { path, why: describeKind(stats) };',
    to: '',
    also: FOLLOW_LINKS,
  },
  {
    id: 'R6',
    defence: 'a report that stood there before the trial is refused',
    shows: 'still-passes',
    file: 'src/edges/trees/collect-files.ts',
    from: 'before.has(sighting.path) ?',
    to: 'false ?',
  },
  {
    id: 'R9',
    defence: "git starts no file monitor that the repository's configuration names",
    shows: 'true',
    file: 'src/edges/git/run-git.ts',
    from: "  ['core.fsmonitor', 'false'],\n",
    to: '',
  },
  {
    id: 'R9',
    defence: "git starts no hook of the repository's",
    shows: 'true',
    file: 'src/edges/git/run-git.ts',
    from: "  ['core.hooksPath', '/dev/null'],\n",
    to: '',
  },
  {
    id: 'R9',
    defence: 'tools are not looked for in the checkout',
    shows: 'true',
    file: 'src/edges/process/tool-path.ts',
    from: 'isAbsolute(folder) && !isTheirs(folder)',
    to: 'isAbsolute(folder)',
  },
  {
    id: 'R19',
    defence: 'what is not a measured "nothing broke" is a failure',
    shows: 'neutral',
    file: 'src/core/report/check.ts',
    from: "? 'success' : 'failure';",
    to: "? 'success' : 'neutral';",
  },
  {
    id: 'R20',
    defence: 'a test counts only where the report names it',
    shows: 'passes',
    file: 'src/core/compare/decide-case.ts',
    from: "decided('removed')",
    to: "decided('passes')",
  },
  {
    id: 'R21',
    defence: 'a test that base had and head has not is removed',
    shows: 'passes',
    file: 'src/core/compare/decide-case.ts',
    from: "decided('removed')",
    to: "decided('passes')",
  },
  {
    id: 'R21',
    defence: "base's tests judge",
    file: 'src/core/plan/exam.ts',
    from: 'const all = [...own, ...evals.flatMap((one) => one.tests)];',
    to: 'const all = own;',
  },
  {
    id: 'R22',
    defence: "base's protected files judge",
    file: 'src/core/plan/exam.ts',
    from: 'const own = [...policy.protect, ...evals.flatMap((one) => one.protect)];',
    to: 'const own: readonly string[] = [];',
  },
  {
    id: 'R22',
    defence: "programs are looked for in the caller's PATH alone",
    file: 'src/core/run/environment.ts',
    from: 'return { PATH: path,',
    to: 'return { PATH: `.:${path}`,',
  },
  {
    id: 'R31',
    defence: 'a file that is a link is refused, by its kind and when it is opened',
    shows: 'sentinel-31aa07',
    ...FOLLOW_LINKS[0],
    also: FOLLOW_LINKS.slice(1),
  },
  {
    id: 'R32',
    defence: 'a key may stand once only',
    file: 'src/core/evals/yaml.ts',
    from: 'maxAliases: MAX_ALIASES }',
    to: 'maxAliases: MAX_ALIASES, json: true }',
  },
];
