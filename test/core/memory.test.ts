import { expect, test } from 'vitest';
import { createMemory } from '../../src/core/memory.ts';

test('what is kept together weighs no more than it may, and what takes the place of another counts once', () => {
  const memory = createMemory<string>({ milliseconds: 1_000, most: 10, weigh: ({ length }) => length });
  memory.set('one', 'aaaa', 0);
  memory.set('one', 'bbbbbb', 0);
  memory.set('two', 'cccc', 0);
  expect([memory.get('one', 0), memory.get('two', 0)]).toEqual(['bbbbbb', 'cccc']);
  memory.delete('two');
  memory.set('three', 'dddd', 0);
  expect([...memory.keys()]).toEqual(['one', 'three']);
  memory.set('four', 'e', 0);
  expect([...memory.keys()]).toEqual(['four']);
  expect(memory.get('four', 1_000)).toBeUndefined();
});
