// Prunes GitHub's own OpenAPI description to what the stand-in for GitHub checks requests against.
//   node scripts/prune-openapi.mjs api.github.com.json > __tests__/fixtures/github/openapi.json
import { readFileSync } from 'node:fs';

const ROOMS =
  'pulls|issues|check-runs|check-suites|statuses|commits|collaborators|contents|git|compare|branches|rules|actions/(runs|artifacts|permissions)';
const REPOSITORY = new RegExp(`^/repos/\\{owner\\}/\\{repo\\}(/(${ROOMS})(/|$)|$)`);
const OTHERS = ['/user', '/users/{username}', '/rate_limit'];
/** Prose and examples: nothing is checked against them. */
const PROSE = new Set(['description', 'summary', 'externalDocs', 'tags', 'x-github', 'example', 'examples', 'title']);

const [, , source] = process.argv;
if (source === undefined) throw new Error('usage: prune-openapi.mjs PATH-OF-api.github.com.json');
const whole = JSON.parse(readFileSync(source, 'utf8'));

const paths = {};
for (const [path, methods] of Object.entries(whole.paths)) {
  if (REPOSITORY.test(path) || OTHERS.includes(path)) paths[path] = onlyRequests(methods);
}
const pruned = {
  openapi: whole.openapi,
  info: { title: 'GitHub, pruned', version: whole.info.version },
  paths,
  components: {},
};
for (const pointer of referenced(paths)) {
  const [, , kind, name] = pointer.split('/');
  pruned.components[kind] ??= {};
  pruned.components[kind][name] = withoutProse(whole.components[kind][name]);
}
process.stdout.write(JSON.stringify(pruned));

/** Answers are not checked, so an operation keeps its parameters and its body. */
function onlyRequests(methods) {
  const kept = {};
  for (const [method, operation] of Object.entries(methods)) {
    if (method === 'parameters') kept.parameters = withoutProse(operation);
    else {
      const { operationId, parameters, requestBody } = operation;
      kept[method] = withoutProse(
        { operationId, parameters, requestBody, responses: { default: { description: '' } } },
        true,
      );
    }
  }
  return kept;
}

/** A property may be called `title` or `description`: names of properties stay, whatever they are. */
function withoutProse(node, isOperation = false) {
  if (Array.isArray(node)) return node.map((item) => withoutProse(item));
  if (node === null || typeof node !== 'object') return node;
  const kept = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties')
      kept[key] = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutProse(one)]));
    else if (isOperation && key === 'responses') kept[key] = value;
    else if (!PROSE.has(key)) kept[key] = withoutProse(value);
  }
  return kept;
}

/** Every `$ref` that the paths reach, each once. */
function referenced(start) {
  const seen = new Set();
  const queue = [start];
  while (queue.length > 0) {
    const node = queue.pop();
    if (node === null || typeof node !== 'object') continue;
    if (typeof node.$ref === 'string' && !seen.has(node.$ref)) {
      seen.add(node.$ref);
      const [, , kind, name] = node.$ref.split('/');
      queue.push(whole.components[kind][name]);
    }
    queue.push(...Object.values(node));
  }
  return [...seen].sort();
}
