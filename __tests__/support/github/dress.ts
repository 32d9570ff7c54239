import type { Json } from './exchange.js';
import type { World } from './world.js';

/** Ids that GitHub gave out once and for all. */
const KNOWN_IDS: Readonly<Record<string, number>> = {
  'github-actions[bot]': 41_898_282,
  'dependabot[bot]': 49_699_333,
};

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

export function appOf(slug: string): App {
  return slug === 'github-actions'
    ? { id: 15_368, slug, name: 'GitHub Actions' }
    : { id: 1_000_000 + slug.length, slug, name: slug };
}

/** Gives bots their type and id, and comments their place and the app that wrote them: the emulator knows none. */
export function dress(world: World, node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item) => dress(world, item));
  if (typeof node !== 'object' || node === null) return node;
  const dressed = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, dress(world, value)]));
  return { ...dressed, ...asBot(dressed), ...asComment(world, dressed) };
}

function asBot({ login }: Json): Json {
  if (typeof login !== 'string' || !login.endsWith('[bot]')) return {};
  const id = KNOWN_IDS[login];
  return { type: 'Bot', ...(id === undefined ? {} : { id }) };
}

function asComment(world: World, { id, html_url: url, performed_via_github_app: via }: Json): Json {
  if (via === undefined || typeof url !== 'string') return {};
  const slug = world.appOfComment.get(Number(id));
  return {
    html_url: url.replace(/\/issues\/(\d+)#/, '/pull/$1#'),
    performed_via_github_app: slug === undefined ? null : appOf(slug),
  };
}
