import { validate } from '../app/validate.js';
import { openRepository } from '../edges/git/open-repository.js';

/** `formative validate`: says how many evals and cases are well; a mistake ends it with exit code 2. */
export async function runValidate(folder: string): Promise<number> {
  const repository = await openRepository(process.cwd());
  try {
    const { evals, cases } = await validate(repository, folder);
    process.stdout.write(`${folder}/: ${count(evals, 'eval')}, ${count(cases, 'case')}, no mistakes\n`);
    return 0;
  } finally {
    await repository.close();
  }
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
