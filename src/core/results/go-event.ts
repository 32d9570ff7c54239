import * as z from 'zod';
import { UnusableReport } from './unusable.js';

const Event = z.object({
  Action: z.string(),
  Package: z.string().optional(),
  Test: z.string().optional(),
  Output: z.string().optional(),
  /** Seconds. */
  Elapsed: z.number().optional(),
  /** Of build events, which belong to no package yet. */
  ImportPath: z.string().optional(),
  FailedBuild: z.string().optional(),
});

export type GoEvent = z.infer<typeof Event>;

/** One line of the stream. `where` begins the reason when it is none. */
export function readGoEvent(line: string, where: string): GoEvent {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new UnusableReport(`${where}: is not JSON, or was cut`);
  }
  const event = Event.safeParse(json);
  if (event.success) return event.data;
  throw new UnusableReport(`${where}: is no event of go test -json`);
}
