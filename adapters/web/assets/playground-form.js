// Forms: one neutral description, shown as a dialog. What was typed stays until it is accepted.

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
    try {
      const errors = await submit(Object.fromEntries(fields.map(({ name, value }) => [name, value()])));
      if (!errors) {
        dialog.close();
        return;
      }
      for (const field of fields) field.complain(errors[field.name] ?? '');
      fields.find(({ name }) => errors[name])?.focus();
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      send.disabled = false;
    }
  });
  dialog.replaceChildren(shown);
  dialog.showModal();
}

function renderField(field) {
  const id = `field-${field.name}`;
  const box = element('div', { className: `field ${field.kind}` });
  const label = element('label', { htmlFor: id, textContent: field.label });
  const input = inputFor(field);
  input.id = id;
  input.name = field.name;
  const hint = element('p', { className: 'hint', id: `${id}-hint`, textContent: field.hint ?? '' });
  const error = element('p', { className: 'problem', id: `${id}-error` });
  input.setAttribute('aria-describedby', `${hint.id} ${error.id}`);
  if (field.kind === 'toggle') box.append(input, label, error);
  else box.append(label, input, hint, error);
  return {
    name: field.name,
    box,
    value: () => (field.kind === 'toggle' ? input.checked : input.value),
    focus: () => input.focus(),
    complain(sentence) {
      error.textContent = sentence;
      input.toggleAttribute('aria-invalid', sentence !== '');
    },
  };
}

function inputFor(field) {
  if (field.kind === 'toggle') return element('input', { type: 'checkbox', checked: field.value });
  if (field.kind === 'choice') {
    const select = element('select', {});
    select.append(
      ...field.options.map(
        ({ value, label }) => new Option(label, value, value === field.value, value === field.value),
      ),
    );
    return select;
  }
  const input = element(field.multiline ? 'textarea' : 'input', { value: field.value ?? '' });
  if (field.maxLength) input.maxLength = field.maxLength;
  input.required = field.required === true;
  return input;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
