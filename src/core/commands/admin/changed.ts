import type { FormValues } from '../../invocation.ts';

/** Which fields of a form are not as they were when it was opened: somebody else may have changed the rest meanwhile. */
export function changedFields<Name extends string>(
  names: readonly Name[],
  values: FormValues,
  shown: FormValues,
): readonly Name[] {
  return names.filter((name) => String(values[name] ?? '').trim() !== String(shown[name] ?? '').trim());
}
