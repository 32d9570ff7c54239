/**
 * For each requirement, its defence switched off: a text of a source file, and what stands there instead. The attack's
 * test has to fail against a product that was built so.
 */
export const TEETH = [
  {
    id: 'R5',
    defence: "evals and policy come from base's tree",
    file: 'src/app/judge.ts',
    from: "examiner: evalsFrom === 'base' ? base : head",
    to: 'examiner: head',
  },
  {
    id: 'R34',
    defence: "nothing of the caller's environment goes to what only the pull request asks for",
    file: 'src/app/propose.ts',
    from: 'openStage({ ...world, callerEnv: {} }, {',
    to: 'openStage(world, {',
  },
];
