const SEVERAL_ENTRIES = {
  file: 'src/edges/files/zip-headers.ts',
  from: "if (all !== 1) throw new RefusedRecordError('several-entries');",
  to: '',
};

/** What finds a second file once more, by the bytes that it takes. */
const STRAY_BYTES = [
  {
    file: SEVERAL_ENTRIES.file,
    from: 'comment !== 0 || directory.length !== CENTRAL.length + name.length',
    to: 'comment !== 0',
  },
  {
    file: SEVERAL_ENTRIES.file,
    from: 'if (part.length !== end + (described ? DESCRIPTOR.length : 0))',
    to: 'if (part.length < end)',
  },
];

const HIDE = {
  file: 'src/core/commands/read-commands.ts',
  from: 'return mayHide(body) ?',
  to: 'return mayHide(body.slice(0, 0)) ?',
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
  {
    id: 'R10',
    defence: 'an archive holds one file, and no byte that is not of it',
    shows: 'success',
    ...SEVERAL_ENTRIES,
    also: STRAY_BYTES,
  },
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
    id: 'R28',
    defence: 'what is shown as code, quoted, hidden or folded away is no command; nor is what Markdown may hide',
    shows: 'rocket',
    file: HIDE.file,
    from: 'const lines = openLines(body).filter(',
    to: "const lines = body.split('\\n').filter(",
    also: [HIDE],
  },
  { id: 'R28', defence: 'what Markdown may hide is no command', shows: 'rocket', ...HIDE },
  {
    id: 'R28',
    defence: 'a comment that was edited is not obeyed',
    shows: 'rocket',
    file: 'src/app/obey.ts',
    from: 'if (spoken === undefined || spoken.body !== body || spoken.created !== spoken.updated) {',
    to: 'if (spoken === undefined) {',
  },
  {
    id: 'R23',
    defence: 'what a hidden case printed stays hidden',
    file: 'src/core/compare/conceal.ts',
    from: 'if (about?.drawn?.hidden !== true) return change;',
    to: 'if (change.kind !== undefined) return change;',
  },
  {
    id: 'R39',
    defence: 'an answer for a branch that its author may write has a name of its own',
    shows: '(into mine)',
    file: 'src/entry/check-name.ts',
    from: 'return guarded ? name :',
    to: 'return guarded || !guarded ? name :',
  },
  {
    id: 'R40',
    defence: 'the bundle is what its source gives: this one was changed',
    shows: 'true',
    file: 'src/core/report/fit.ts',
    from: "let drawn = '';",
    to: "let drawn = ' ';",
  },
  {
    id: 'R27',
    defence: 'an older run says nothing once there is a newer one',
    file: 'src/entry/show-answer.ts',
    from: 'if (await isOthers(reporting, occasion)) return undefined;',
    to: 'if ((await isOthers(reporting, occasion)) && run.id < 0) return undefined;',
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
