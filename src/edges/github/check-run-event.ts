import * as z from 'zod';

/** Something happened to a check. */
export interface CheckRunEvent {
  readonly kind: 'check-run';
  /** `created`, `completed`, `rerequested`, … */
  readonly action: string;
  readonly repository: string;
  readonly name: string;
  readonly headSha: string;
  /** Slug of the app that made it; undefined where it is gone. */
  readonly app: string | undefined;
  /** Who did it. */
  readonly sender: { readonly id: number; readonly login: string; readonly type: string };
}

export const CheckRunPayload = z.object({
  action: z.string(),
  repository: z.object({ full_name: z.string() }),
  check_run: z.object({
    name: z.string(),
    head_sha: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/),
    app: z.object({ slug: z.string().nullish() }).nullish(),
  }),
  sender: z.object({ id: z.int(), login: z.string(), type: z.string() }),
});

export function checkRun({
  action,
  repository,
  check_run: run,
  sender,
}: z.infer<typeof CheckRunPayload>): CheckRunEvent {
  const { name, head_sha: headSha } = run;
  return {
    kind: 'check-run',
    action,
    repository: repository.full_name,
    name,
    headSha,
    app: run.app?.slug ?? undefined,
    sender,
  };
}
