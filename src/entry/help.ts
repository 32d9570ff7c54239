export const HELP = `formative: did this change break anything that the evals check?

  formative run        compare head (default: the working tree) with base
  formative explain    what became of some cases, and how to mend them: formative explain CASE…
  formative init       write the workflows, a policy and first evals that pass, and tell agents of them
  formative validate   check every eval file, and name every mistake
  formative map        draw which eval builds on which, as a Mermaid flowchart
  formative report     draw a result again: formative report RESULT.json…
  formative doctor     look for holes in the repository's set-up
  formative audit      how well would the evals notice a break? formative audit [PATH…]
  formative whose      which agent made this change, with the evidence

Options of run and explain
  --base REV             default: where head left the default branch
  --head REV             default: the working tree, with what is not committed
  --only ID              of run: an eval or a case; may be given more than once
  --evals base|head      whose evals judge; default base
  --folder DIR           the evals folder; default evals
  --trials N             trials to start with
  --seed SEED            of an earlier run: draws the same generated cases
  --full-base            run all of base, not only what the verdict needs
  --no-diagnose          only the verdict: no search for the commit that broke it, nor for blind spots
  --sandbox HOW          required, preferred or off; default preferred
  --quiet                no progress
  --quick [SECONDS]      of run: what matters most, as far as so many seconds go (default 30), and no more than the verdict:
                         foundations, what failed last, what is near the change; says what it did not get to

Options of init
  --action OWNER/formative@SHA   the copy and the commit that the workflows start
  --accept not-author|write|admin   who may accept a change; a sole maintainer wants write
  --sandbox HOW          in which the evals are tried; default preferred
  --dry-run              show what would be written, and write nothing
  --quiet                no progress

Options of doctor
  --check-name NAME      the check that is required; default formative
  --json FILE            the findings as JSON; - for standard output
  GITHUB_TOKEN           may read the repository's administration; without it, only files are looked at
  GITHUB_REPOSITORY      owner/name; default: the remote origin; GITHUB_API_URL for another host

Options of audit: small mistakes are made in the working tree's sources, each in a tree of its own, and every eval is tried on them
  PATH…                  files, folders or patterns; default: all sources, without tests, evals, documents and settings
  --seconds N            of all of it; default 300
  --most N               mistakes; default 100
  --seed SEED            of an earlier audit: makes the same mistakes
  --only ID   --folder DIR   --sandbox HOW   --quiet   as of run
  --json FILE            the result as JSON; - for standard output

Options of whose
  --base REV   --head REV   default: the commits of HEAD that the default branch has not
  --json FILE            the answer as JSON; - for standard output
  --jsonl FILE           one pull request or commit a line, answered one a line

Reports of run, explain and report (FILE may be - for standard output)
  --json FILE   --markdown FILE   --html FILE   --junit FILE

Exit: 0 nothing broke, 1 broke, 2 could not tell or a mistake in what was asked.
Exit of audit: 0 where there is an answer, whatever it is, 2 where there is none.
Exit of doctor: 0 no hole, 1 a hole, 2 no hole seen, but not everything could be looked at.
`;
