interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly value?: string;
  readonly required?: boolean;
  readonly multiline?: boolean;
  /** In characters. At most 3,000, the limit of a Slack input. */
  readonly maxLength?: number;
}

export interface ToggleField extends FieldBase {
  readonly kind: 'toggle';
  readonly value: boolean;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly value?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export type Field = TextField | ToggleField | ChoiceField;

/** A question with fields, as data: a Slack modal, a Teams dialog or a web form. */
export interface Form {
  /** At most 24 characters, the limit of a Slack modal's title. */
  readonly title: string;
  readonly intro?: string;
  readonly fields: readonly Field[];
  readonly submitLabel: string;
  /** Comes back as `Invocation.pressed.ref` together with the values. */
  readonly ref: string;
}

/** What is wrong with a filled-in form: field name to one sentence. Shown at the field; nothing typed is lost. */
export type FieldErrors = Readonly<Record<string, string>>;
