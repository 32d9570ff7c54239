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
    id: 'R4',
    defence: 'a pull request that changes what judges it is not judged',
    file: 'src/app/judge-untrusted.ts',
    from: 'if (changed.length === 0) return;',
    to: 'if (changed.length >= 0) return;',
  },
  {
    id: 'R10',
    defence: 'an archive holds one file',
    file: 'src/edges/files/zip-headers.ts',
    from: "if (all !== 1) throw new RefusedRecordError('several-entries');",
    to: '',
  },
  {
    id: 'R12',
    defence: 'a run that may be for another base is refused',
    file: 'src/edges/github/other-base.ts',
    from: 'if (moved) throw',
    to: 'if (!moved && moved) throw',
  },
  {
    id: 'R23',
    defence: 'what a hidden case printed stays hidden',
    file: 'src/core/compare/conceal.ts',
    from: 'if (about?.drawn?.hidden !== true) return change;',
    to: 'if (change.kind !== undefined) return change;',
  },
  {
    id: 'R27',
    defence: 'an older run does not speak over a newer one',
    file: 'src/entry/report-mode.ts',
    from: 'if (await hasNewerRun(client, run)) {',
    to: 'if (!(await hasNewerRun(client, run)) && run.id < 0) {',
  },
  {
    id: 'R34',
    defence: "nothing of the caller's environment goes to what only the pull request asks for",
    file: 'src/app/propose.ts',
    from: 'openStage({ ...world, callerEnv: {} }, {',
    to: 'openStage(world, {',
  },
];
