import { readdirSync, readFileSync } from 'node:fs';

/** A documented sample, field for field: `String`, `Number` and so on stand for values, as the pages print them. */
export interface UcaasFixture {
  readonly name: string;
  readonly source: string;
  /** Method and path as printed; absent where the sample belongs to no route. */
  readonly route?: string;
  readonly headers?: readonly string[];
  readonly request?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly response?: Readonly<Record<string, unknown>>;
  /** The page goes on where our copy ends: there may be more fields. */
  readonly cut?: boolean;
}

const folder = new URL('../fixtures/ucaas/', import.meta.url);

/** Every documented sample. They are kept apart from the route table, so that client and sandbox do not merely prove each other. */
export const ucaasFixtures: readonly UcaasFixture[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    name: file.replace('.json', ''),
    ...(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Omit<UcaasFixture, 'name'>),
  }));

const values: Readonly<Record<string, unknown>> = {
  String: 'text',
  Number: 7,
  Integer: 7,
  Float: 7.5,
  Boolean: true,
  Date: '2026-01-31 10:00:00',
};

/** A documented sample prints types; a value of each makes a message of it. */
export function sampleOf(shape: unknown): unknown {
  if (typeof shape === 'string') return values[shape] ?? shape;
  if (Array.isArray(shape)) return shape.map(sampleOf);
  if (typeof shape !== 'object' || shape === null) return shape;
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, sampleOf(value)]));
}

const typeNames: Readonly<Record<string, readonly string[]>> = {
  string: ['String', 'Date'],
  number: ['Number', 'Integer', 'Float'],
  boolean: ['Boolean'],
};

/**
 * What of an answer is not as in the sample, as paths; none if all is well. Where the sample is not cut, there may be no
 * other fields. `<name>` in a sample stands for any text.
 */
export function differences(shape: unknown, answer: unknown, cut: boolean, path = 'answer'): readonly string[] {
  if (typeof shape === 'string') {
    const named = Object.values(typeNames).flat().includes(shape);
    const fits = named ? typeNames[typeof answer]?.includes(shape) : matches(shape, answer);
    return fits ? [] : [`${path} is ${JSON.stringify(answer)}, and should be ${shape}`];
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(answer) || answer.length === 0) return [`${path} is no list with something in it`];
    return answer.flatMap((item, index) => differences(shape[0], item, cut, `${path}[${index}]`));
  }
  if (typeof shape !== 'object' || shape === null)
    return shape === answer ? [] : [`${path} is ${answer}, and should be ${shape}`];
  if (typeof answer !== 'object' || answer === null) return [`${path} is no object`];
  const known = shape as Readonly<Record<string, unknown>>;
  // A price is printed as `{ currency: Float }`, which may be the word or stand for a code (inconsistency 18).
  if (Object.keys(known).join() === 'currency') return differences('Float', Object.values(answer)[0], cut, `${path}.*`);
  const missing = Object.keys(known).filter((key) => !(key in answer));
  const strange = cut ? [] : Object.keys(answer).filter((key) => !(key in known));
  return [
    ...missing.map((key) => `${path}.${key} is missing`),
    ...strange.map((key) => `${path}.${key} is not in the sample`),
    ...Object.entries(answer).flatMap(([key, value]) =>
      key in known ? differences(known[key], value, cut, `${path}.${key}`) : [],
    ),
  ];
}

function matches(pattern: string, answer: unknown): boolean {
  const [before = '', after] = pattern.split(/<\w+>/);
  if (after === undefined) return answer === pattern;
  return typeof answer === 'string' && answer.startsWith(before) && answer.endsWith(after);
}
