import { randomUUID } from 'node:crypto';
import { html } from 'ghtml';
import type { ChoiceField, Field, FieldErrors, Form, PeopleField } from '../../../src/core/form.ts';

/** Nobody can be picked here; the core finds them by name. */
const peopleHint = ({ isOne }: Pick<PeopleField, 'isOne'>) =>
  isOne ? 'A name as your chat shows it.' : 'Names as your chat shows them, with a comma between any two.';

/** Fields of our forms have names of their own, apart from those that the page adds. */
const nameOf = (field: Pick<Field, 'name'>) => `field.${field.name}`;

/** A form, with what is wrong with it at its fields. Nothing that was typed is lost. */
export function formView(
  { title, intro, fields, submitLabel }: Form,
  errors: FieldErrors,
  { requestId, formToken }: { readonly requestId: string; readonly formToken: string },
  level: 0 | 1 | 2,
): string {
  const needed = fields.some((field) => 'required' in field && field.required);
  return html`<section class="card form">
    !${level === 0 ? '' : html`<h1>${title}</h1>`}
    !${problemsView(fields, errors)}
    !${intro ? html`<p class="said">${intro}</p>` : ''}
    !${needed ? html`<p class="quiet">What has to be filled in is marked with <span aria-hidden="true">*</span><span class="spoken">“required”</span>.</p>` : ''}
    <form method="post" action="/admin/answer/${requestId}/form" novalidate>
      <input type="hidden" name="form_token" value="${formToken}">
      <input type="hidden" name="answer" value="${randomUUID()}">
      !${fields.map((field) => fieldView(field, errors[field.name])).join('')}
      <div class="actions"><button class="primary">${submitLabel}</button></div>
    </form>
  </section>`;
}

function problemsView(fields: readonly Field[], errors: FieldErrors): string {
  const wrong = Object.entries(errors);
  if (wrong.length === 0) return '';
  const items = wrong.map(([name, text]) => {
    const label = fields.find((field) => field.name === name)?.label;
    return label === undefined ? html`<li>${text}</li>` : html`<li><a href="#field.${name}">${label}</a>: ${text}</li>`;
  });
  const heading = wrong.length === 1 ? 'One thing is not right yet' : `${wrong.length} things are not right yet`;
  return html`<div class="problem" role="alert" tabindex="-1" autofocus><p>${heading}</p><ul>!${items.join('')}</ul></div>`;
}

function fieldView(field: Field, error: string | undefined): string {
  const id = nameOf(field);
  const { label } = field;
  const hint = field.kind === 'people' ? [field.hint, peopleHint(field)].filter(Boolean).join('. ') : field.hint;
  const about = [hint && `${id}.hint`, error && `${id}.error`].filter(Boolean).join(' ');
  const described = `${about === '' ? '' : html` aria-describedby="${about}"`}${error ? ' aria-invalid="true"' : ''}`;
  const told = html`!${hint ? html`<p class="hint" id="${id}.hint">${hint}</p>` : ''}!${error ? html`<p class="error" id="${id}.error">${error}</p>` : ''}`;
  if (field.kind === 'toggle')
    return html`<div class="field toggle"><input type="checkbox" id="${id}" name="${id}" value="yes"!${field.value ? ' checked' : ''}!${described}>
      <label for="${id}">${label}</label>!${told}</div>`;
  const isNeeded = field.kind === 'choice' || field.required === true;
  const star = isNeeded ? html` <span aria-hidden="true">*</span>` : '';
  return html`<div class="field"><label for="${id}">${label}!${star}</label>!${told}!${controlView(field, id, `${described}${isNeeded ? ' required' : ''}`)}</div>`;
}

function controlView(field: Exclude<Field, { kind: 'toggle' }>, id: string, more: string): string {
  const value = field.value ?? '';
  if (field.kind === 'choice') return html`<select id="${id}" name="${id}"!${more}>!${optionsView(field)}</select>`;
  const most = field.kind === 'text' && field.maxLength ? html` maxlength="${field.maxLength}"` : '';
  if (field.kind === 'text' && field.multiline)
    return html`<textarea id="${id}" name="${id}" rows="8"!${most}!${more}>
${value}</textarea>`;
  const type = field.kind === 'date' || field.kind === 'time' ? field.kind : 'text';
  return html`<input type="${type}" id="${id}" name="${id}" value="${value}" autocomplete="off"!${most}!${more}>`;
}

function optionsView({ options, value }: ChoiceField): string {
  const isChosen = options.some((option) => option.value === value);
  const none = isChosen ? '' : '<option value="" selected>Choose one</option>';
  const parts: string[] = [none];
  for (let at = 0; at < options.length; ) {
    const { group } = options[at] ?? {};
    const end = options.findIndex((option, index) => index > at && option.group !== group);
    const run = options.slice(at, end < 0 ? undefined : end);
    const inside = run.map(
      (option) =>
        html`<option value="${option.value}"!${option.value === value ? ' selected' : ''}>${option.label}</option>`,
    );
    parts.push(group === undefined ? inside.join('') : html`<optgroup label="${group}">!${inside.join('')}</optgroup>`);
    at += run.length;
  }
  return parts.join('');
}

/** What was filled in, by field name, as every chat sends it. */
export function valuesIn({ fields }: Form, body: Readonly<Record<string, unknown>>): Record<string, string | boolean> {
  return Object.fromEntries(
    fields.map((field) => {
      const given = body[nameOf(field)];
      if (field.kind === 'toggle') return [field.name, given === 'yes'];
      // A text area sends line ends as mail does (HTML, 4.10.21.4).
      return [field.name, typeof given === 'string' ? given.replaceAll('\r\n', '\n') : ''];
    }),
  );
}

/** The same form as it was sent. */
export function filledIn(form: Form, values: Readonly<Record<string, string | boolean>>): Form {
  const fields = form.fields.map((field) => ({ ...field, value: values[field.name] ?? field.value }) as Field);
  return { ...form, fields };
}
