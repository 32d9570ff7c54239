import * as z from 'zod';

/**
 * A map with exactly these fields. The message of an `unrecognized_keys` issue is the list of the known ones, from which
 * findings.ts suggests a close name.
 */
export function fields<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  expected = 'expected a map of fields',
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(' ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? known : expected) });
}

/** For a check of the whole that would only repeat what was said of a part. */
export function isClean(payload: z.core.ParsePayload): boolean {
  return payload.issues.length === 0;
}
