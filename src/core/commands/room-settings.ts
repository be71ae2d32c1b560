import type { FieldErrors, Form } from '../form.ts';
import type { FormValues } from '../invocation.ts';
import { plainTitle } from '../parse.ts';
import type { Sentences } from '../sentences/index.ts';
import type { Room, RoomChanges } from '../ucaas.ts';

/** What the form is filled in with. */
export function roomValues({ name, description, waitForHost, lobby, recording }: Room): FormValues {
  return { name, description, waitForHost, lobby, recording };
}

/** The settings of a permanent room. */
export function roomSettingsForm({ roomForm }: Sentences, now: FormValues): Omit<Form, 'ref'> {
  return {
    title: roomForm.title,
    submitLabel: roomForm.submit,
    fields: [
      {
        kind: 'text',
        name: 'name',
        label: roomForm.name,
        value: String(now.name ?? ''),
        required: true,
        maxLength: 200,
      },
      {
        kind: 'text',
        name: 'description',
        label: roomForm.description,
        value: String(now.description ?? ''),
        multiline: true,
        maxLength: 500,
      },
      { kind: 'toggle', name: 'waitForHost', label: roomForm.waitForHost, value: now.waitForHost === true },
      { kind: 'toggle', name: 'lobby', label: roomForm.lobby, value: now.lobby === true },
      { kind: 'toggle', name: 'recording', label: roomForm.recording, value: now.recording === true },
    ],
  };
}

/** What is wrong with what was filled in; undefined where nothing is. */
export function roomErrors({ roomForm }: Sentences, values: FormValues): { readonly errors: FieldErrors } | undefined {
  return plainTitle(String(values.name ?? '')) === '' ? { errors: { name: roomForm.nameMissing } } : undefined;
}

/** Only what differs goes out: the documented route takes any subset. */
export function roomChanges(before: Room, values: FormValues): RoomChanges {
  const wished: Required<RoomChanges> = {
    name: plainTitle(String(values.name ?? before.name)),
    description: String(values.description ?? before.description).slice(0, 500),
    waitForHost: values.waitForHost === true,
    lobby: values.lobby === true,
    recording: values.recording === true,
  };
  return Object.fromEntries(
    Object.entries(wished).filter(([key, value]) => before[key as keyof RoomChanges] !== value),
  ) as RoomChanges;
}
