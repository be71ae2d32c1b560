import { expect, test } from 'vitest';
import { viewNow } from '../../adapters/web/playground/view.ts';

test('where people are asked for, everybody else of the playground can be chosen', () => {
  const { form } = viewNow(
    {
      form: {
        title: 'A form',
        submitLabel: 'Save',
        ref: 'r.0',
        fields: [{ kind: 'people', name: 'people', label: 'Invite', value: 'chen' }],
      },
    },
    'bob',
  );
  expect(form?.fields).toEqual([
    {
      kind: 'people',
      name: 'people',
      label: 'Invite',
      value: 'chen',
      people: [
        { id: 'ada', name: 'Ada Almeida' },
        { id: 'chen', name: 'Chen Castillo' },
        { id: 'dana', name: 'Dana Duarte' },
      ],
    },
  ]);
});
