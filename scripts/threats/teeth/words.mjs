/** What keeps text of the pull request from being obeyed. */
export const WORDS_TEETH = [
  {
    id: 'R7',
    shows: 'set-output',
    defence: 'no line of the log begins as a command',
    file: 'src/core/report/verbatim.ts',
    from: "return shown.replace(COMMAND_LINE, '$1\\\\x3a');",
    to: 'return shown;',
  },
  {
    id: 'R37',
    defence: 'what does not fit is drawn again, with less',
    file: 'src/core/report/fit.ts',
    from: 'if (Buffer.byteLength(drawn) <= bytes) return drawn;',
    to: 'return drawn;',
  },
  {
    id: 'R38',
    defence: 'only a comment that we wrote is edited',
    file: 'src/edges/github/comments.ts',
    from: 'isBy(user, draft.us) && draft.isOurs(body)',
    to: 'draft.isOurs(body)',
  },
];
