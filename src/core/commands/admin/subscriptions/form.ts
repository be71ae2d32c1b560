import type { Field, FieldErrors, Form } from '../../../form.ts';
import type { FormValues } from '../../../invocation.ts';
import type { Sentences } from '../../../sentences/index.ts';
import type { Customer, Subscription, SubscriptionFields } from '../../../ucaas.ts';
import { nameIn } from '../../contacts/wish.ts';
import { changedFields } from '../changed.ts';

type Values = Readonly<Record<string, string | boolean>>;

/** The most that the service takes. */
const mostSeats = 100_000;
const dayMilliseconds = 24 * 3_600_000;

/** A new subscription, or one that there is, filled in. `values.customers` are those that a new one can be for. */
export function subscriptionForm(
  { subscriptions: { form: words } }: Sentences,
  values: FormValues,
  isNew: boolean,
): Omit<Form, 'ref'> {
  const text = (name: string) => String(values[name] ?? '');
  const customers = isNew ? (JSON.parse(text('customers')) as readonly Customer[]) : [];
  const options = customers.map(({ customerId, name }) => ({ value: customerId, label: nameIn(name).slice(0, 75) }));
  const plans = text('plans');
  const fields: readonly Field[] = [
    ...(isNew
      ? ([{ kind: 'choice', name: 'customer', label: words.customer, value: text('customer'), options }] as const)
      : []),
    {
      ...{ kind: 'text', name: 'plan', label: words.plan, value: text('plan'), required: true, maxLength: 64 },
      hint: plans === '' ? undefined : words.planHint(plans),
    },
    { kind: 'text', name: 'seats', label: words.seats, value: text('seats'), required: true, maxLength: 6 },
    { kind: 'date', name: 'until', label: words.until, value: text('until') },
    { kind: 'toggle', name: 'trial', label: words.trial, value: values.trial === true },
    { kind: 'toggle', name: 'overlap', label: words.overlap, value: values.overlap === true },
  ];
  return {
    title: isNew ? words.title : words.changeTitle,
    submitLabel: isNew ? words.submit : words.change,
    fields,
  };
}

/** What is wrong with a filled-in form; undefined where nothing is. */
export function subscriptionErrors(
  { subscriptions: { form: words } }: Sentences,
  values: FormValues,
  shown: FormValues,
  now: Date,
): FieldErrors | undefined {
  const errors: Record<string, string> = {};
  if (nameIn(String(values.plan ?? '')) === '') errors.plan = words.planMissing;
  if (seatsIn(values) === undefined) errors.seats = words.seatsWrong;
  const until = endOf(values);
  const isChanged = changedFields(['until'], values, shown).length > 0;
  if (isChanged && until && until <= now) errors.until = words.untilPast;
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** What a filled-in form says; undefined where it says too little. */
export function subscriptionIn(
  values: FormValues,
): (Omit<SubscriptionFields, 'expiresAt'> & { readonly expiresAt?: Date }) | undefined {
  const planId = nameIn(String(values.plan ?? ''));
  const seats = seatsIn(values);
  if (planId === '' || seats === undefined) return undefined;
  const [trial, allowOverlap] = [values.trial === true, values.overlap === true];
  return { planId, seats, expiresAt: endOf(values), trial, allowOverlap };
}

/** What stands in a form about a subscription that there is. */
export function subscriptionValues(subscription: Subscription): Values {
  const { planId = '', seats, expiresAt, trial = false, allowOverlap = false } = subscription;
  const until = expiresAt?.toISOString().slice(0, 10) ?? '';
  return { plan: planId, seats: seats === undefined ? '' : String(seats), until, trial, overlap: allowOverlap };
}

/** What was changed in a form, and nothing else. */
export function subscriptionChanges(values: FormValues, shown: FormValues): Partial<SubscriptionFields> {
  const wish = subscriptionIn(values);
  if (!wish) return {};
  const of = { plan: 'planId', seats: 'seats', until: 'expiresAt', trial: 'trial', overlap: 'allowOverlap' } as const;
  const names = changedFields(Object.keys(of) as (keyof typeof of)[], values, shown);
  const changes = names.map((name) => [of[name], wish[of[name]]]).filter(([, value]) => value !== undefined);
  return Object.fromEntries(changes) as Partial<SubscriptionFields>;
}

function seatsIn(values: FormValues): number | undefined {
  const text = String(values.seats ?? '').trim();
  const seats = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return seats >= 1 && seats <= mostSeats ? seats : undefined;
}

/** The last second of that day in UTC; undefined where no day was given. */
function endOf(values: FormValues): Date | undefined {
  const day = /^\d{4}-\d\d-\d\d$/.exec(String(values.until ?? ''))?.[0];
  return day === undefined ? undefined : new Date(Date.parse(`${day}T00:00:00Z`) + dayMilliseconds - 1_000);
}
