import type { CommandContext } from '../../command.ts';
import type { Form } from '../../form.ts';
import type { FormValues } from '../../invocation.ts';
import type { Preferences } from '../../preferences.ts';
import type { PreferenceStore } from '../../stores.ts';
import { modernZone, zoneOptions } from '../../zone-choice.ts';
import { canonicalZone } from '../../zoned.ts';

/** What a choice says where nothing is set here. */
const usual = 'usual';

export type Changes = Parameters<PreferenceStore['set']>[1];

/** Only what is offered is taken: a form is no way round what can be typed. */
export function fromForm({ zone, clock, week, room, calls }: FormValues): Changes {
  const isZone = zoneOptions(undefined).some(({ value }) => value === zone);
  const day = Number(week);
  return {
    ...(isZone && { timeZone: canonicalZone(String(zone)) }),
    ...(zone === usual && { timeZone: null }),
    ...((clock === '12' || clock === '24') && { hour12: clock === '12' }),
    ...(clock === usual && { hour12: null }),
    ...(day >= 1 && day <= 7 && { firstDayOfWeek: day }),
    ...(week === usual && { firstDayOfWeek: null }),
    ...((room === 'own' || room === 'new') && { room }),
    ...(room === usual && { room: null }),
    ...(typeof calls === 'boolean' && { callsOff: calls ? null : true }),
  };
}

/** What stands in the form. */
export function formValues({ timeZone, hour12, firstDayOfWeek, room, callsOff }: Preferences): FormValues {
  return {
    zone: timeZone === undefined ? usual : modernZone(timeZone),
    clock: hour12 === undefined ? usual : hour12 ? '12' : '24',
    week: firstDayOfWeek === undefined ? usual : String(firstDayOfWeek),
    room: room ?? usual,
    calls: callsOff !== true,
  };
}

/** The form of what is set here; `now`: what stands in it. */
export function settingsForm(say: CommandContext['say'], now: FormValues): Omit<Form, 'ref'> {
  const { form, dayName } = say.settings;
  const asItIs = { value: usual, label: form.usual };
  const zone = String(now.zone ?? usual);
  return {
    title: form.title,
    submitLabel: form.submit,
    fields: [
      {
        kind: 'choice',
        name: 'zone',
        label: form.zone,
        value: zone,
        options: [asItIs, ...zoneOptions(zone === usual ? undefined : zone)],
      },
      {
        kind: 'choice',
        name: 'clock',
        label: form.clock,
        value: String(now.clock ?? usual),
        options: [asItIs, { value: '24', label: form.clock24 }, { value: '12', label: form.clock12 }],
      },
      {
        kind: 'choice',
        name: 'week',
        label: form.week,
        value: String(now.week ?? usual),
        options: [asItIs, ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: dayName(day) }))],
      },
      {
        kind: 'choice',
        name: 'room',
        label: form.room,
        value: String(now.room ?? usual),
        options: [
          { value: usual, label: form.roomUsual },
          { value: 'own', label: form.roomOwn },
          { value: 'new', label: form.roomNew },
        ],
      },
      { kind: 'toggle', name: 'calls', label: form.calls, value: now.calls !== false },
    ],
  };
}
