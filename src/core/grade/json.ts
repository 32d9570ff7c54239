import type { JsonMatcher, TextGrader } from '../evals/graders.js';
import { cutText } from '../results/cut.js';
import { textOf } from '../run/content.js';
import { overTheCap } from './bytes.js';
import { describeMatcher, fits } from './json-matcher.js';
import { findValues } from './json-path.js';
import { parseJson, showJson } from './json-value.js';
import { AGREES, objects } from './judgement.js';
import type { Judgement } from './judgement.js';
import type { Subject } from './subject.js';
import { quoteVisibly } from './visible.js';

type Check = (TextGrader & { kind: 'json' })['checks'][number];

/** Every check holds of every value that its path finds; a path that finds nothing holds only with `exists: false`. */
export function gradeJson({ target, content }: Subject, checks: readonly Check[]): Judgement {
  const got = textOf(content);
  const over = overTheCap(target, content);
  if (over !== undefined) return objects({ target, summary: over, got });
  if (content.encoding === 'base64') return objects({ target, summary: `${target} is not UTF-8 text`, got });

  const parsed = parseJson(got);
  if (parsed.kind === 'not-json') return objects({ target, summary: `${target} ${parsed.why}`, got });
  const judgements = checks.map((check) => gradeCheck(target, parsed.value, check));
  return (
    judgements.find(({ kind }) => kind === 'objects') ?? judgements.find(({ kind }) => kind !== 'agrees') ?? AGREES
  );
}

function gradeCheck(target: string, value: unknown, { path, matchers }: Check): Judgement {
  const found = findValues(path, value);
  if (found === undefined) return { kind: 'cannot-say', why: `the path ${quoteVisibly(path)} cannot be read` };

  const wantsNothing = matchers.some((matcher) => matcher.kind === 'exists' && !matcher.value);
  const [first] = found;
  if (found.length === 0) {
    if (wantsNothing) return AGREES;
    const expected = matchers.map(describeMatcher).join(', ') || 'a value';
    return objects({
      target,
      summary: `${target}: ${path} finds nothing, expected ${expected}`,
      expected,
      got: showJson(value),
    });
  }
  if (wantsNothing) return objectTo(target, path, { value: first, matcher: { kind: 'exists', value: false } });
  return gradeValues(target, path, { values: found, matchers });
}

function gradeValues(
  target: string,
  path: string,
  of: { values: readonly unknown[]; matchers: readonly JsonMatcher[] },
): Judgement {
  for (const value of of.values) {
    const matcher = of.matchers.find((one) => !fits(value, one));
    if (matcher !== undefined) return objectTo(target, path, { value, matcher });
  }
  return AGREES;
}

function objectTo(target: string, path: string, of: { value: unknown; matcher: JsonMatcher }): Judgement {
  const expected = describeMatcher(of.matcher);
  const got = showJson(of.value);
  return objects({
    target,
    summary: `${target}: ${path} is ${brief(got)}, expected ${brief(expected)}`,
    expected,
    got,
  });
}

/** A sentence is no place for a whole document: that stands in `expected` and `got`. */
function brief(text: string): string {
  return cutText(text, 200);
}
