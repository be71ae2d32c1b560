import { CardFactory } from 'botbuilder';
import type { Field, FieldErrors, Form } from '../../src/core/form.ts';
import type { FormValues } from '../../src/core/invocation.ts';
import { type CardElement, line, run, wrap } from './render.ts';

/** What a dialog is answered with (learn.microsoft.com, dialogs in bots). */
export type TaskAnswer = { readonly task: { readonly type: 'continue' | 'message'; readonly value: unknown } };

/** A form as a dialog; with what was typed before, and what is wrong with it. */
export function toDialog(form: Form, values: FormValues = {}, errors: FieldErrors = {}): TaskAnswer {
  const body = [
    ...(form.intro ? [line(run(form.intro))] : []),
    ...form.fields.flatMap((field) => toInputs(field, values, errors)),
  ];
  const submit = {
    type: 'Action.Submit',
    title: form.submitLabel,
    style: 'positive',
    data: { meetwire: { ref: form.ref } },
  };
  const card = CardFactory.adaptiveCard(wrap(body, [submit], form.title));
  return { task: { type: 'continue', value: { title: form.title, height: 'medium', width: 'medium', card } } };
}

export function toNotice(text: string): TaskAnswer {
  return { task: { type: 'message', value: text } };
}

function toInputs(field: Field, values: FormValues, errors: FieldErrors): CardElement[] {
  const error = errors[field.name];
  const said = error ? [line(run(error, { color: 'Attention', weight: 'Bolder' }))] : [];
  return [toInput(field, values[field.name]), ...said];
}

function toInput(field: Field, typed: string | boolean | undefined): CardElement {
  const { name: id, label, hint } = field;
  switch (field.kind) {
    case 'toggle':
      return { type: 'Input.Toggle', id, title: label, value: String(typed ?? field.value) };
    case 'choice': {
      const choices = field.options.map(({ label: title, value }) => ({ title, value }));
      return { type: 'Input.ChoiceSet', id, label, choices, value: typed ?? field.value };
    }
    case 'text': {
      const { multiline: isMultiline, required: isRequired, maxLength } = field;
      const look = { isMultiline, maxLength, placeholder: hint };
      // The client itself refuses an empty required field; the sentence is for that.
      const demand = isRequired ? { isRequired, errorMessage: `${label}: this has to be filled in.` } : {};
      return { type: 'Input.Text', id, label, value: typed ?? field.value ?? '', ...look, ...demand };
    }
  }
}
