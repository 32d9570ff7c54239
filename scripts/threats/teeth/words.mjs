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
    id: 'R35',
    defence: 'a block of code ends where we end it',
    file: 'src/core/report/verbatim.ts',
    from: "const ticks = '`'.repeat(Math.max(3, longestRun(lines.join('\\n')) + 1));",
    to: "const ticks = '```';",
  },
  {
    id: 'R35',
    defence: 'what cannot be seen is written out',
    file: 'src/core/report/verbatim.ts',
    from: "const piece = character === '\\t' && tabs === 'kept' ? character : pieceOf(character, shown);",
    to: 'const piece = character;',
  },
  {
    id: 'R36',
    defence: 'letters that nobody sees are written out',
    file: 'src/core/report/verbatim.ts',
    from: "const piece = character === '\\t' && tabs === 'kept' ? character : pieceOf(character, shown);",
    to: 'const piece = character;',
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
