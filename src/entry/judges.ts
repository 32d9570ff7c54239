import type { Judges } from '../app/world.js';
import type { JudgeModel } from '../app/ports.js';
import type { Endpoint } from '../edges/model/chat-model.js';

/** GitHub Models, which a workflow's own token may ask with `models: read`. */
const GITHUB_MODELS = 'https://models.github.ai/inference';
const OPENAI = 'https://api.openai.com/v1';

/**
 * Whom the caller's variables name: OPENAI_BASE_URL and OPENAI_API_KEY, in the way of OpenAI's own clients; else GitHub Models with
 * a token.
 */
export function judgesFrom(env: Readonly<Record<string, string | undefined>>, token?: string): Judges {
  const url = given(env['OPENAI_BASE_URL']);
  const key = given(env['OPENAI_API_KEY']);
  const githubToken = given(token ?? env['GITHUB_TOKEN']);
  if (url !== undefined && !isSafe(url)) return none('OPENAI_BASE_URL is no address that starts with https://');
  // A local model server wants no key; a token of GitHub's is for GitHub alone.
  if (url !== undefined) return asked(url, key ?? 'none');
  if (key !== undefined) return asked(OPENAI, key);
  if (githubToken !== undefined) return asked(GITHUB_MODELS, githubToken);
  return none('set OPENAI_API_KEY (and OPENAI_BASE_URL), or GITHUB_TOKEN for GitHub Models');
}

/** An empty variable is none. */
function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function asked(url: string, key: string): Judges {
  return { kind: 'model', model: openedWhenAsked({ url, key }) };
}

/** Most runs have no judge, and its client takes long to load. */
function openedWhenAsked(endpoint: Endpoint): JudgeModel {
  let opened: Promise<JudgeModel> | undefined;
  const open = async (): Promise<JudgeModel> => (await import('../edges/model/chat-model.js')).openChatModel(endpoint);
  return { ask: async (question, signal) => (await (opened ??= open())).ask(question, signal) };
}

function none(why: string): Judges {
  return { kind: 'none', why };
}

/** A key travels encrypted, or not at all: only this machine may be asked without. */
function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
