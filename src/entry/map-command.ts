import { evalsOf } from '../app/validate.js';
import { mapOf } from '../core/report/map.js';
import { openRepository } from '../edges/git/open-repository.js';

/** `formative map`: draws on standard output what builds on what, for a Mermaid block of any Markdown page. */
export async function runMap(folder: string): Promise<number> {
  const repository = await openRepository(process.cwd());
  try {
    process.stdout.write(mapOf(await evalsOf(repository, folder)));
    return 0;
  } finally {
    await repository.close();
  }
}
