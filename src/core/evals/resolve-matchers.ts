import { JsonMatcherFields, isMatcher } from './grader-schema.js';
import type { JsonMatcher } from './graders.js';

/** A map with only names of matchers is that many matchers; every other value must be equal. */
export function jsonMatchers(value: unknown): readonly JsonMatcher[] {
  if (!isMatcher(value)) return [{ kind: 'equals', value }];
  const matcher = JsonMatcherFields.parse(value);
  return [...valueMatchers(value), ...numberMatchers(matcher), ...shapeMatchers(matcher)];
}

type Matcher = ReturnType<typeof JsonMatcherFields.parse>;

/** Their values may be anything, also null. */
function valueMatchers(matcher: Readonly<Record<string, unknown>>): readonly JsonMatcher[] {
  const kinds = ['equals', 'contains', 'not-contains'] as const;
  return kinds.filter((kind) => Object.hasOwn(matcher, kind)).map((kind) => ({ kind, value: matcher[kind] }));
}

function numberMatchers(matcher: Matcher): readonly JsonMatcher[] {
  const kinds = ['at-least', 'at-most', 'length'] as const;
  return kinds.flatMap((kind) => {
    const value = matcher[kind];
    return value === undefined ? [] : [{ kind, value }];
  });
}

function shapeMatchers({ matches, type, exists }: Matcher): readonly JsonMatcher[] {
  return [
    ...(matches === undefined ? [] : [{ kind: 'matches', pattern: matches } as const]),
    ...(type === undefined ? [] : [{ kind: 'type', value: type } as const]),
    ...(exists === undefined ? [] : [{ kind: 'exists', value: exists } as const]),
  ];
}
