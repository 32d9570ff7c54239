import { type Ask, type Json, notForIntegrations, refusal, type Reply, type Responder } from './exchange.js';
import { type Permissions, type Token, loginOf, type World } from './world.js';

const LONGEST_COMMENT = 65_536;
const LONGEST_TEXT = 65_535;
const WRITERS = ['admin', 'maintain', 'write'];

/** What GitHub refuses whatever the request is for: unknown tokens, tokens that may not, texts that are too long. */
export function limits(world: World): Responder {
  return (ask) => unknownToken(world, ask) ?? missingPermission(world, ask) ?? tooLong(ask);
}

function unknownToken(world: World, { token, method }: Ask): Reply | undefined {
  if (token !== undefined && !world.tokens.has(token)) return refusal(401, 'Bad credentials');
  return token === undefined && method !== 'GET' ? refusal(401, 'Requires authentication') : undefined;
}

function missingPermission(world: World, ask: Ask): Reply | undefined {
  const token = world.tokens.get(ask.token ?? '');
  const needed = permissionsFor(ask.path);
  if (token === undefined || needed.length === 0) return undefined;
  if (token.kind === 'user') return refusedToPeople(world, token, ask);
  if (ask.method === 'GET' && !world.private) return undefined;
  const levels = ask.method === 'GET' ? ['read', 'write'] : ['write'];
  return needed.some((one) => levels.includes(token.permissions[one] ?? '')) ? undefined : notForIntegrations;
}

/** Any one of these will do; none: anybody may. */
function permissionsFor(path: string): readonly (keyof Permissions)[] {
  const room = /^\/repos\/[^/]+\/[^/]+\/(.+)$/.exec(path)?.[1] ?? '';
  if (/^(?:$|collaborators\/|signed\/)/.test(room)) return [];
  if (/(^|\/)check-(runs|suites)/.test(room)) return ['checks'];
  if (/(^|\/)status(es)?(\/|$)/.test(room)) return ['statuses'];
  if (room.startsWith('issues')) return ['issues', 'pull_requests'];
  return [room.startsWith('actions/') ? 'actions' : room.startsWith('pulls') ? 'pull_requests' : 'contents'];
}

function refusedToPeople(world: World, token: Token, { method, path }: Ask): Reply | undefined {
  if (method === 'GET') return undefined;
  if (path.includes('/check-')) return refusal(403, 'You must authenticate via a GitHub App.');
  const mayWrite = WRITERS.includes(world.roles.get(loginOf(token)) ?? '');
  return mayWrite || /\/issues\//.test(path) ? undefined : refusal(403, 'Must have write access to the repository.');
}

function tooLong({ body }: Ask): Reply | undefined {
  if (isLonger(body?.['body'], LONGEST_COMMENT)) {
    const why = `body is too long (maximum is ${LONGEST_COMMENT} characters)`;
    return refusal(422, 'Validation Failed', [
      { resource: 'IssueComment', code: 'custom', field: 'body', message: why },
    ]);
  }
  const { summary, text } = (body?.['output'] ?? {}) as Json;
  if (![summary, text].some((one) => isLonger(one, LONGEST_TEXT))) return undefined;
  return refusal(422, `Invalid request.\n\nOnly ${LONGEST_TEXT} characters are allowed; too many were supplied.`);
}

function isLonger(text: unknown, limit: number): boolean {
  return typeof text === 'string' && text.length > limit;
}
