import type { Evidence } from './evidence.js';
import type { Recognition } from './recognise.js';

/** What `formative whose` answers as JSON, one object for each change. */
export interface Answer {
  readonly source: string;
  readonly agents: readonly {
    readonly id: string;
    readonly strength: string;
    readonly evidence: readonly Evidence[];
  }[];
  readonly primary: string | null;
  readonly assisted?: Recognition['assisted'];
  readonly automation?: string;
  readonly share: Recognition['share'];
}

export function answerOf(source: string, recognition: Recognition): Answer {
  const { agents, primary, assisted, automation, share } = recognition;
  return {
    source,
    agents: agents.map(({ id, strength, evidence }) => ({ id, strength, evidence })),
    primary,
    ...(assisted.length > 0 && { assisted }),
    ...(automation !== undefined && { automation }),
    share,
  };
}
