import type { z } from 'zod';
import type { ReportText } from './test-result.js';
import { UnusableReport } from './unusable.js';

/** A JSON report of the given shape; keys that the shape does not name are dropped. */
export function readJson<T>(report: ReportText, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(parseJson(report));
  if (parsed.success) return parsed.data;

  const issue = parsed.error.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  throw new UnusableReport(
    `${report.path} does not have the shape of such a report: ${where || 'the whole'}: ${issue?.message ?? ''}`,
  );
}

function parseJson({ path, text }: ReportText): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UnusableReport(`${path} is not JSON, or was cut`);
  }
}

/** Throws when a report's own count is not what it lists. */
export function expectCount(
  path: string,
  what: string,
  count: { readonly said: number; readonly listed: number },
): void {
  if (count.said === count.listed) return;
  throw new UnusableReport(`${path} contradicts itself: it says ${count.said} ${what} and lists ${count.listed}`);
}
