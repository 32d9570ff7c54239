import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from './check.mjs';
import { download, readFromTarball } from './registry.mjs';
import { buildRepository } from './repository.mjs';

/** Every package of the folder, with its two pull requests: the one that breaks something and the harmless one. */
export function readStories(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      ...JSON.parse(readFileSync(join(folder, name, 'story.json'), 'utf8')),
      evals: join(folder, name, 'evals'),
    }));
}

/** Downloads what both pull requests of a story are made of, and checks that the package admits the regression. */
export async function prepare(story, folder) {
  const { versions, admitted } = story.regression;
  const all = new Set([...versions, ...story.harmless.versions, admitted.version]);
  const tarballs = await download(story.package, [...all], folder);
  const text = await readFromTarball(tarballs.get(admitted.version), admitted.file);
  if (!text.includes(admitted.sentence)) {
    const place = `${admitted.file} of ${story.package} ${admitted.version}`;
    throw new Error(`${place} does not say "${admitted.sentence}": mend the story.`);
  }
  return tarballs;
}

/** Builds one pull request of a story, runs the command line on it and compares. */
export async function play(story, part, { tarballs, folder, cli }) {
  const { versions, introducedBy, changes } = story[part];
  const repository = join(folder, `${story.package}-${part}`);
  const steps = new Map(versions.map((version) => [version, tarballs.get(version)]));
  const commits = await buildRepository(repository, steps, story.evals);
  const [base, head] = [commits.get(versions.at(0)), commits.get(versions.at(-1))];
  const answer = await run({ cli, repository, base, head, json: `${repository}.json` });
  const expected = {
    base,
    head,
    cases: story.cases,
    changes,
    firstBroken: commits.get(introducedBy),
    lastWorking: commits.get(versions[versions.indexOf(introducedBy) - 1]),
  };
  const name = nameVersions(commits);
  return {
    answer,
    introducedBy: [...new Set((answer.result.culprits ?? []).map(({ firstBroken }) => name(firstBroken)))],
    wrong: differences(expected, answer).map(name),
  };
}

/** Writes the version for each full sha of a text. */
function nameVersions(commits) {
  return (text) => [...commits].reduce((named, [version, sha]) => named.replaceAll(sha, version), text);
}

function run({ cli, repository, base, head, json }) {
  const args = [cli, 'run', '--base', base, '--head', head, '--sandbox', 'off', '--json', json];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: repository, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const exit = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ exit, result: existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : {}, stdout, stderr });
    });
  });
}
