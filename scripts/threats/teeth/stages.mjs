const SEVERAL_ENTRIES = {
  file: 'src/edges/files/zip-headers.ts',
  from: "if (all !== 1) throw new RefusedRecordError('several-entries');",
  to: '',
};

/** What parts the half that runs the code from the half that judges. */
export const STAGES_TEETH = [
  {
    id: 'R4',
    defence: 'a change of what makes a run is not judged by that run',
    shows: 'success',
    file: 'src/app/judge-untrusted.ts',
    from: 'if (changed.length === 0) return;',
    to: 'return;',
  },
  { id: 'R10', defence: 'an archive holds one file', shows: 'success', ...SEVERAL_ENTRIES },
  { id: 'R11', defence: 'an archive holds one file', shows: 'several-entries', ...SEVERAL_ENTRIES },
  {
    id: 'R11',
    defence: 'a line of a record has no unknown fields',
    file: 'src/core/record/record.ts',
    from: "const TrialLine = z.strictObject({\n  kind: z.literal('trial'),",
    to: "const TrialLine = z.object({\n  kind: z.literal('trial'),",
  },
  {
    id: 'R12',
    defence: 'a run that may have been made for another base is refused',
    file: 'src/edges/github/other-base.ts',
    from: 'if (moved) throw',
    to: 'if (!moved && moved) throw',
  },
  {
    id: 'R17',
    defence: "a program's environment is made from nothing, so it holds no key to the cache",
    shows: 'cache-token',
    file: 'src/core/run/environment.ts',
    from: 'return { PATH: path,',
    to: 'return { ...process.env, PATH: path,',
  },
  {
    id: 'R25',
    defence: 'who may not write gives no commands',
    file: 'src/core/commands/standing.ts',
    from: "return permission === 'write' || permission === 'admin' ? undefined : 'no-permission';",
    to: 'return undefined;',
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
    defence: 'an older run says nothing once there is a newer one',
    file: 'src/entry/report-mode.ts',
    from: 'if (await hasNewerRun(client, run)) {',
    to: 'if (!(await hasNewerRun(client, run)) && run.id < 0) {',
  },
  {
    id: 'R18',
    defence: 'a required check that anybody may report is named as a hole',
    file: 'src/core/doctor/check-rules.ts',
    from: 'if (pinned === undefined)',
    to: 'if (pinned === -1)',
  },
  {
    id: 'R26',
    defence: 'a command is about the head and the report of its moment',
    file: 'src/core/commands/decide-commands.ts',
    from: "return report.head === pull.headSha ? undefined : 'older-report';",
    to: 'return pull.open ? undefined : undefined;',
  },
];
