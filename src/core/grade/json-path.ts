import { FunctionExpressionType, JSONPathEnvironment } from 'json-p3';
import type { JSONValue } from 'json-p3';
import { RE2JS } from 're2js';

/** Above the depth that `parseJson` allows. */
const MAX_DEPTH = 1000;

/**
 * The values that a path of RFC 9535 finds; undefined when it is no path. Its `match` and `search` run on a linear-time
 * engine: the value is a stranger's.
 */
export function findValues(path: string, value: unknown): readonly unknown[] | undefined {
  if (!isJson(value)) return undefined;
  try {
    return environment().query(path, value).values();
  } catch {
    return undefined;
  }
}

function environment(): JSONPathEnvironment {
  const made = new JSONPathEnvironment({ maxRecursionDepth: MAX_DEPTH });
  made.functionRegister.set(
    'match',
    regexFunction((pattern, text) => pattern.matches(text)),
  );
  made.functionRegister.set(
    'search',
    regexFunction((pattern, text) => pattern.test(text)),
  );
  return made;
}

function regexFunction(matches: (pattern: RE2JS, text: string) => boolean) {
  return {
    argTypes: [FunctionExpressionType.ValueType, FunctionExpressionType.ValueType],
    returnType: FunctionExpressionType.LogicalType,
    call: (text: unknown, pattern: unknown): boolean => {
      if (typeof text !== 'string' || typeof pattern !== 'string') return false;
      try {
        return matches(RE2JS.compile(pattern), text);
      } catch {
        return false;
      }
    },
  };
}

/** What comes from JSON.parse is JSON all the way down. */
function isJson(value: unknown): value is JSONValue {
  return value !== undefined;
}
