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

/** One of several: always asked for. Where none is given or chosen yet, nothing is chosen. */
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly value?: string;
  /** Any number of them. Where there are more than some dozens, the person can search by typing. */
  readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
  readonly value: string;
  /** At most 75 characters, the limit of a Slack option. Says all of it: not every platform shows the group. */
  readonly label: string;
  /** The heading under which it stands, together with those before and behind it that have the same. */
  readonly group?: string;
}

/** A calendar day, as `2026-12-04` (ISO 8601), or empty. */
export interface DateField extends FieldBase {
  readonly kind: 'date';
  readonly value?: string;
  readonly required?: boolean;
}

/** A time of day, as `15:00` (24 hours), or empty. */
export interface TimeField extends FieldBase {
  readonly kind: 'time';
  readonly value?: string;
  readonly required?: boolean;
  /** IANA name of the zone that the time is meant in, which is shown beside it. */
  readonly timeZone?: string;
}

/**
 * People of the workspace or tenant: their user ids (`Identity.userId`), with a comma between any two. Who they are is still to
 * be asked of `Chat.people`: some platforms also offer bots, and people whom the bot cannot reach. Where there is nothing to pick people from, as
 * in the console, names as they were typed.
 */
export interface PeopleField extends FieldBase {
  readonly kind: 'people';
  /** True where one of them is asked for. */
  readonly isOne?: boolean;
  readonly value?: string;
  readonly required?: boolean;
  /** What those in `value` are called, for platforms that do not know it by themselves. */
  readonly known?: readonly { readonly id: string; readonly name: string }[];
}

export type Field = TextField | ToggleField | ChoiceField | DateField | TimeField | PeopleField;

/** A question with fields, as data: a Slack modal, a Teams dialog or a web form. */
export interface Form {
  /** At most 24 characters, the limit of a Slack modal's title. */
  readonly title: string;
  readonly intro?: string;
  readonly fields: readonly Field[];
  readonly submitLabel: string;
  /** Comes back as `Invocation.pressed.ref` together with the values. */
  readonly ref: string;
  /** What is wrong with what stands in it already, where that showed only after it was sent. */
  readonly errors?: FieldErrors;
}

/** What is wrong with a filled-in form: field name to one sentence. Shown at the field; nothing typed is lost. */
export type FieldErrors = Readonly<Record<string, string>>;
