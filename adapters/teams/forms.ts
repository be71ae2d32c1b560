import { CardFactory } from 'botbuilder';
import type { ChoiceField, Field, FieldErrors, Form, PeopleField } from '../../src/core/form.ts';
import type { FormValues, Invocation } from '../../src/core/invocation.ts';
import { type CardElement, line, run, wrap } from './render.ts';

/** What a dialog is answered with (learn.microsoft.com, dialogs in bots). */
export type TaskAnswer = { readonly task: { readonly type: 'continue' | 'message'; readonly value: unknown } };

/** Where there are more choices than this, people type to find theirs. */
const mostWithoutSearch = 15;

/**
 * A form as a dialog; with what was typed before, and what is wrong with it. What kind each field is goes with the button and comes
 * back with it: clients leave out what is empty, and everything else comes as text.
 */
export function toDialog(
  form: Form,
  place: Invocation['kind'],
  { values = {}, errors = form.errors ?? {} }: { readonly values?: FormValues; readonly errors?: FieldErrors } = {},
): TaskAnswer {
  const inputs = form.fields.flatMap((field) => [
    toInput(field, values[field.name], place),
    ...below(errors[field.name], { color: 'Attention', weight: 'Bolder' }),
    ...below(hintOf(field), { size: 'Small', isSubtle: true }),
  ]);
  const fields = Object.fromEntries(form.fields.map(({ name, kind }) => [name, kind]));
  const submit = {
    type: 'Action.Submit',
    title: form.submitLabel,
    style: 'positive',
    data: { meetwire: { ref: form.ref, fields } },
  };
  const card = CardFactory.adaptiveCard(wrap([...below(form.intro), ...inputs], [submit], form.title));
  return { task: { type: 'continue', value: { title: form.title, height: 'medium', width: 'medium', card } } };
}

export function toNotice(text: string): TaskAnswer {
  return { task: { type: 'message', value: text } };
}

function below(text: string | undefined, look: CardElement = {}): CardElement[] {
  return text ? [line(run(text, look))] : [];
}

/** In a text field, the hint stands in the field itself. */
function hintOf(field: Field): string | undefined {
  if (field.kind === 'text') return undefined;
  const zone = field.kind === 'time' ? field.timeZone : undefined;
  return [field.hint, zone].filter(Boolean).join(' · ');
}

function toInput(field: Field, typed: string | boolean | undefined, place: Invocation['kind']): CardElement {
  const { name: id, label, hint } = field;
  const value = typed ?? field.value ?? '';
  if (field.kind === 'toggle') return { type: 'Input.Toggle', id, title: label, value: String(value) };
  // The client itself refuses a required field that is empty; the sentence is for that.
  const demand = { isRequired: true, errorMessage: `${label}: this has to be filled in.` };
  const demanded = field.kind === 'choice' || field.required === true;
  const common = { id, label, ...(value === '' ? {} : { value }), ...(demanded ? demand : {}) };
  switch (field.kind) {
    case 'choice':
      return { type: 'Input.ChoiceSet', ...common, ...choicesOf(field) };
    case 'date':
      return { type: 'Input.Date', ...common };
    case 'time':
      return { type: 'Input.Time', ...common };
    case 'people':
      return {
        type: 'Input.ChoiceSet',
        ...common,
        style: 'filtered',
        isMultiSelect: field.isOne !== true,
        ...peopleFrom(field, place),
      };
    case 'text': {
      const { multiline: isMultiline, maxLength } = field;
      return { type: 'Input.Text', ...common, isMultiline, maxLength, placeholder: hint };
    }
  }
}

function choicesOf({ options }: ChoiceField) {
  const choices = options.map(({ label: title, value }) => ({ title, value }));
  return options.length > mostWithoutSearch ? { choices, style: 'filtered' } : { choices };
}

/**
 * The people picker (learn.microsoft.com, people picker in Adaptive Cards): its values are Entra object ids. In a channel or group
 * those who are there; in the chat with the bot nobody else is there, so the whole organisation.
 */
function peopleFrom({ known = [] }: PeopleField, place: Invocation['kind']) {
  const dataset = `graph.microsoft.com/users${place === 'direct' ? '' : '?scope=currentContext'}`;
  const choices = known.map(({ id: value, name: title }) => ({ title, value }));
  return { choices, 'choices.data': { type: 'Data.Query', dataset } };
}
