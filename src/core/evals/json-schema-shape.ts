import { Ajv2020 } from 'ajv/dist/2020.js';

const SUPPORTED = 'https://json-schema.org/draft/2020-12/schema';

/** Whether a value has the shape of a JSON Schema of 2020-12, the one draft that the grader knows. */
export function isJsonSchema(value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  if (typeof value !== 'object' || value === null) return false;
  const { $schema = SUPPORTED } = Object.fromEntries(Object.entries(value));
  if (typeof $schema !== 'string' || $schema.replace(/#$/, '') !== SUPPORTED) return false;
  return new Ajv2020({ strict: false, logger: false }).validateSchema({ ...value, $schema: SUPPORTED }) === true;
}
