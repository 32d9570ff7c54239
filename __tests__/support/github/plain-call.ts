import { type StandIn, startGithub } from './github.js';
import { userToken, workflowToken } from './world.js';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly link: string | null;
}

/** A call in the plainest way: a token by its name, `METHOD /path` with … for the repository, and a body. */
export type Call = (token: string | undefined, line: string, body?: unknown) => Promise<Answer>;

/** Where everybody is who may do more or less. */
export function startWithRoles(): Promise<StandIn> {
  return startGithub({
    mistakes: 'wanted',
    tokens: {
      workflow: workflowToken({ contents: 'read', pull_requests: 'write', checks: 'write', statuses: 'write' }),
      reader: workflowToken({ contents: 'read' }),
      otherApp: { kind: 'app', slug: 'other', permissions: { checks: 'write', issues: 'write' } },
      maintainer: userToken('maintainer'),
      stranger: userToken('stranger'),
    },
    collaborators: { maintainer: 'maintain', triager: 'triage' },
  });
}

export function callTo(github: StandIn): Call {
  return async (token, line, body) => {
    const [method = '', path = ''] = line.split(' ');
    const answer = await fetch(`${github.url}${path.replace('…', `/repos/${github.repository}`)}`, {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: (text === '' ? {} : JSON.parse(text)) as Answer['body'],
      link: answer.headers.get('link'),
    };
  };
}

export const idOf = ({ body }: Answer): number => Number(body['id']);
