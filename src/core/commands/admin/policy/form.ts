import type { NowContext } from '../../../command.ts';
import type { ChoiceOption, FieldErrors, Form } from '../../../form.ts';
import type { FormValues } from '../../../invocation.ts';
import type { PolicyRule } from '../../../policy/rules.ts';
import {
  type PlaceKind,
  type PolicyPlace,
  type PolicyRole,
  type PolicyScope,
  placeKinds,
  policyRoles,
} from '../../../policy/scope.ts';
import { holdsEverywhereAlone, type PolicySetting, policySettings, settingValues } from '../../../policy/settings.ts';
import { readValue } from '../../../policy/values.ts';
import type { Sentences } from '../../../sentences/index.ts';
import { namesIn } from '../persons.ts';

/** A rule that is to be made, or, without a value, to be taken away. */
export type WishedRule = Omit<PolicyRule, 'value'> & { readonly value: string | undefined };

/** The form behind “Add or change a rule”. Its button knows the places that can be chosen. */
export function policyForm({ button, say }: NowContext): { readonly form: Omit<Form, 'ref'> } {
  const { form } = say.policy;
  const shown = button?.values ?? {};
  const field = <Name extends 'who' | 'where' | 'what'>(name: Name, options: readonly ChoiceOption[]) =>
    ({ kind: 'choice', name, label: form[name], value: String(shown[name] ?? options[0]?.value), options }) as const;
  return {
    form: {
      title: form.title,
      intro: form.intro,
      submitLabel: form.submit,
      fields: [
        field('what', whatOptions(say)),
        {
          ...{ kind: 'text', name: 'which', label: form.which, hint: form.whichHint, maxLength: 1_000 },
          value: String(shown.which ?? ''),
        },
        field('where', [{ value: 'everywhere', label: form.everywhere }, ...whereOptions(say, shown)]),
        field('who', [
          { value: 'everybody', label: form.everybody },
          ...policyRoles.map((role) => ({ value: role, label: form.role(role) })),
        ]),
      ],
    },
  };
}

/** The form of the dry run: for whom, and where. */
export function tryForm({ button, say }: NowContext): { readonly form: Omit<Form, 'ref'> } {
  const { form } = say.policy;
  const options = whereOptions(say, button?.values ?? {});
  return {
    form: {
      ...{ title: form.tryTitle, intro: form.tryIntro, submitLabel: form.trySubmit },
      fields: [
        { kind: 'people', isOne: true, name: 'person', label: form.tryWho, hint: form.tryWhoHint },
        { kind: 'choice', name: 'where', label: form.where, value: options[0]?.value, options },
      ],
    },
  };
}

export function tryErrors(
  { person }: FormValues,
  { policy: { form } }: Sentences,
): { readonly errors: FieldErrors } | undefined {
  return namesIn(String(person ?? '')).length > 1 ? { errors: { person: form.tryOne } } : undefined;
}

function whereOptions({ policy: { form } }: Sentences, shown: FormValues): readonly ChoiceOption[] {
  return [
    ...placesIn(shown).map(({ id, name }) => ({ value: `place ${id}`, label: form.place(name).slice(0, 75) })),
    ...placeKinds.map((kind) => ({ value: `kind ${kind}`, label: form.kind(kind) })),
  ];
}

/** The place that was chosen in a form. */
export function scopeFromForm(
  where: FormValues[string] | undefined,
  shown: FormValues,
): Pick<PolicyScope, 'kind' | 'place'> {
  return {
    kind: placeKinds.find((kind): kind is PlaceKind => where === `kind ${kind}`),
    place: placesIn(shown).find(({ id }) => where === `place ${id}`),
  };
}

function whatOptions({ policy: { form, label, valueText } }: Sentences): readonly ChoiceOption[] {
  return policySettings.flatMap((setting) => {
    const option = (value: string, words: string): ChoiceOption => ({
      value: `${setting} ${value}`,
      label: form.option(setting, words).slice(0, 75),
      group: label(setting),
    });
    return [
      ...settingValues[setting].map((value) => option(value, valueText(setting, value))),
      ...(setting === 'outsiders' ? [option('which', form.domains)] : []),
      ...(setting === 'reminders' ? [option('which', form.minutes)] : []),
      option('default', form.noRule),
    ];
  });
}

/** What was chosen in the form; else what is wrong with it. */
export function ruleFromForm(
  values: FormValues,
  shown: FormValues,
  say: Sentences,
): { readonly rule: WishedRule } | { readonly errors: FieldErrors } {
  const { form, everywhereAlone } = say.policy;
  const [, setting, word] = /^([a-z]+) ([a-z]+)$/u.exec(String(values.what)) ?? [];
  const known = policySettings.find((one): one is PolicySetting => one === setting);
  if (!known || word === undefined) return { errors: { what: form.what } };
  const scope = {
    role: policyRoles.find((role): role is PolicyRole => role === values.who),
    ...scopeFromForm(values.where, shown),
  };
  if (holdsEverywhereAlone(known) && (scope.kind || scope.place)) return { errors: { where: everywhereAlone } };
  if (holdsEverywhereAlone(known) && scope.role) return { errors: { who: everywhereAlone } };
  if (word === 'default') return { rule: { setting: known, scope, value: undefined } };
  const value = readValue(known, word === 'which' ? String(values.which ?? '') : word);
  return value === undefined
    ? { errors: { which: form.whichWrong[known] ?? form.which } }
    : { rule: { setting: known, scope, value } };
}

function placesIn(shown: FormValues): readonly PolicyPlace[] {
  return typeof shown.places === 'string' ? (JSON.parse(shown.places) as readonly PolicyPlace[]) : [];
}
