// Forms: one neutral description, shown as a dialog. What was typed stays until it is accepted, or discarded on purpose.

/** Shows the form. `submit` gets the values and resolves to field errors, or to nothing once they are accepted. */
export function askForm(form, submit) {
  const dialog = document.getElementById('form-dialog');
  const fields = form.fields.map(renderField);
  const title = element('h2', { id: 'form-title', textContent: form.title });
  const problem = element('p', { className: 'problem', role: 'alert' });
  const cancel = element('button', { type: 'button', textContent: 'Cancel' });
  const send = element('button', { type: 'submit', className: 'primary', textContent: form.submitLabel });
  const row = element('div', { className: 'buttons' });
  row.append(send, cancel);
  const shown = element('form', { method: 'dialog', noValidate: true });
  shown.append(title, ...(form.intro ? [element('p', { textContent: form.intro })] : []));
  shown.append(...fields.map(({ box }) => box), problem, row);
  cancel.addEventListener('click', () => dialog.close());
  shown.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    problem.textContent = '';
    try {
      const errors =
        halfTyped(fields) ?? (await submit(Object.fromEntries(fields.map(({ name, value }) => [name, value()]))));
      if (!errors) {
        dialog.close();
        return;
      }
      complain(fields, errors);
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      send.disabled = false;
    }
  });
  const typed = () => JSON.stringify(fields.map(({ value, unreadable }) => [value(), unreadable()]));
  const opened = typed();
  letGo(dialog, () => typed() !== opened);
  dialog.replaceChildren(shown);
  dialog.showModal();
  if (form.errors) complain(fields, form.errors);
}

/** Escape and a press beside the form close it; where something was typed, only once that was asked. */
function letGo(dialog, isTyped) {
  const leave = async (event) => {
    event.preventDefault();
    if (!isTyped() || (await isDiscarded())) dialog.close();
  };
  const isBeside = ({ target, clientX, clientY }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom);
  };
  let beganBeside = false;
  // A browser lets a page prevent only the first of several Escapes by `cancel`, which a phone's way back sends as well.
  Object.assign(dialog, {
    onkeydown: (event) => {
      if (event.key === 'Escape' && !event.isComposing) leave(event);
    },
    oncancel: (event) => {
      if (event.target === dialog) leave(event);
    },
    onmousedown: (event) => {
      beganBeside = isBeside(event);
      // The field that is being typed in keeps the focus.
      if (beganBeside) event.preventDefault();
    },
    // What is marked with the mouse may end beside the form.
    onclick: (event) => {
      if (beganBeside && isBeside(event)) leave(event);
    },
  });
}

/** Asks above the form; Escape keeps it, and the focus is back where it was. */
function isDiscarded() {
  const question = element('dialog', { className: 'question', role: 'alertdialog' });
  const title = element('h2', { id: 'discard-title', textContent: 'Discard what you typed?' });
  const keep = element('button', {
    type: 'button',
    className: 'primary',
    textContent: 'Keep editing',
    autofocus: true,
  });
  const discard = element('button', { type: 'button', className: 'danger', textContent: 'Discard' });
  const row = element('div', { className: 'buttons' });
  row.append(keep, discard);
  question.setAttribute('aria-labelledby', title.id);
  question.append(title, row);
  keep.addEventListener('click', () => question.close());
  discard.addEventListener('click', () => question.close('discard'));
  document.body.append(question);
  question.showModal();
  return new Promise((resolve) => {
    question.addEventListener('close', () => {
      question.remove();
      resolve(question.returnValue === 'discard');
    });
  });
}

/** Says what is wrong at each field, and leads to the first of them. */
function complain(fields, errors) {
  for (const field of fields) field.complain(errors[field.name] ?? '');
  fields.find(({ name }) => errors[name])?.focus();
}

/** Errors for what a browser cannot read, half a date for instance: it would be sent as if it were empty. */
function halfTyped(fields) {
  const wrong = fields.filter(({ unreadable }) => unreadable() !== '');
  return wrong.length > 0 ? Object.fromEntries(wrong.map(({ name, unreadable }) => [name, unreadable()])) : undefined;
}

function renderField(field) {
  const id = `field-${field.name}`;
  const hint = element('p', { className: 'hint', id: `${id}-hint`, textContent: hintOf(field) });
  const error = element('p', { className: 'problem', id: `${id}-error` });
  const { box, inputs, value } = field.kind === 'people' ? renderPeople(field, id) : renderInput(field, id);
  for (const input of inputs) input.setAttribute('aria-describedby', `${hint.id} ${error.id}`);
  box.append(hint, error);
  return {
    name: field.name,
    box,
    value,
    focus: () => inputs[0]?.focus(),
    unreadable: () => inputs.find(({ validity }) => validity.badInput)?.validationMessage ?? '',
    complain(sentence) {
      error.textContent = sentence;
      for (const input of inputs) input.setAttribute('aria-invalid', String(sentence !== ''));
    },
  };
}

/** The zone of a time is what its value means, so it is said where everybody hears it. */
function hintOf({ hint, timeZone }) {
  return [hint, timeZone].filter(Boolean).join(' · ');
}

function renderInput(field, id) {
  const box = element('div', { className: `field ${field.kind}` });
  const label = element('label', { htmlFor: id, textContent: field.label });
  const input = inputFor(field);
  input.id = id;
  input.name = field.name;
  const toggle = field.kind === 'toggle';
  box.append(...(toggle ? [input, label] : [label, input]));
  return { box, inputs: [input], value: () => (toggle ? input.checked : input.value) };
}

/** A checkbox for each person who can be chosen. */
function renderPeople(field, id) {
  const box = element('fieldset', { className: 'field people' });
  const chosen = (field.value ?? '').split(',');
  const inputs = field.people.map((person) =>
    element('input', {
      type: 'checkbox',
      id: `${id}-${person.id}`,
      name: field.name,
      value: person.id,
      checked: chosen.includes(person.id),
    }),
  );
  const rows = field.people.map((person, index) => {
    const row = element('div', { className: 'person-choice' });
    row.append(inputs[index], element('label', { htmlFor: inputs[index].id, textContent: person.name }));
    return row;
  });
  box.append(element('legend', { textContent: field.label }), ...rows);
  const value = () =>
    inputs
      .filter(({ checked }) => checked)
      .map((input) => input.value)
      .join(',');
  return { box, inputs, value };
}

function inputFor(field) {
  if (field.kind === 'toggle') return element('input', { type: 'checkbox', checked: field.value });
  if (field.kind === 'choice') return selectFor(field);
  const input = element(field.multiline ? 'textarea' : 'input', {});
  if (field.kind !== 'text') input.type = field.kind;
  input.value = field.value ?? '';
  if (field.maxLength) input.maxLength = field.maxLength;
  input.required = field.required === true;
  return input;
}

/** Without a value, nothing is chosen: a browser would take the first option. */
function selectFor({ options, value = '' }) {
  const select = element('select', { required: true });
  if (!options.some((option) => option.value === value)) select.append(new Option('', ''));
  let group;
  for (const option of options) {
    const shown = new Option(option.label, option.value);
    if (!option.group) {
      select.append(shown);
      continue;
    }
    if (group?.label !== option.group || group !== select.lastElementChild) {
      group = element('optgroup', { label: option.group });
      select.append(group);
    }
    group.append(shown);
  }
  select.value = options.some((option) => option.value === value) ? value : '';
  return select;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
