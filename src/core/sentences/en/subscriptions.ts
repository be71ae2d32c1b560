import type { Fact, Text } from '../../reply.ts';
import type { Subscription } from '../../ucaas.ts';
import { lengthWords } from '../../when/wording.ts';
import { shown } from './contacts.ts';
import { counted, possessive, type Typed, yesNo } from './words.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function state({ suspended, expiresAt, trial }: Subscription, now: Date): string {
  if (suspended) return 'Suspended';
  if (expiresAt && expiresAt <= now) return 'Expired';
  return trial ? 'Active, on trial' : 'Active';
}

function until({ expiresAt }: Subscription): string | undefined {
  return expiresAt && day.format(expiresAt);
}

/** About what customers have paid for. */
export const subscriptions = (typed: Typed) => ({
  listTitle: (customer: string | undefined) =>
    customer === undefined ? 'Subscriptions' : `Subscriptions of ${shown(customer)}`,
  none: (customer: string | undefined): Text => [
    customer === undefined
      ? 'None of your customers has a subscription yet.'
      : `${shown(customer)} has no subscription yet.`,
  ],
  listFact: (customer: string | undefined, subscription: Subscription, now: Date): Fact => {
    const { planName, seats, suspended, expiresAt } = subscription;
    const end = until(subscription);
    const isOver = suspended || (expiresAt !== undefined && expiresAt <= now);
    const parts = [
      ...(seats === undefined ? [] : [counted(seats, 'seat')]),
      ...(end === undefined ? [] : [`until ${end}`]),
      ...(isOver ? [state(subscription, now).toLowerCase()] : []),
    ];
    const label = customer === undefined ? shown(planName) : `${shown(customer)}: ${shown(planName)}`;
    return { label, value: [parts.length > 0 ? parts.join(', ') : state(subscription, now)] };
  },
  listFootnote: ['See those of one customer, and change them: ', typed('admin subscriptions acme'), '.'] as Text,
  unknown: (wanted: string): Text => [
    `No subscription of your customers matches “${shown(wanted)}”. See them all with `,
    typed('admin subscriptions'),
    ', or say a customer, and perhaps a plan: ',
    typed('admin subscriptions acme business'),
    '.',
  ],
  gone: ['None of the subscriptions of your customers is that one any more.'] as Text,
  whichMissing: (task: string): Text => [
    'Say whose subscription. For example ',
    typed(`admin subscriptions ${task} acme`),
    '.',
  ],
  notRemoved: [
    'The meeting service has no way to remove a subscription. Suspend it instead: ',
    typed('admin subscriptions suspend acme'),
    '.',
  ] as Text,
  label: (customer: string, { planName }: Subscription) => `${shown(customer)}: ${shown(planName)}`,
  text: (customer: string, subscription: Subscription, now: Date): Text => {
    const how = state(subscription, now);
    if (how === 'Suspended') return [`${possessive(shown(customer))} ${shown(subscription.planName)} is suspended.`];
    if (how === 'Expired') return [`${possessive(shown(customer))} ${shown(subscription.planName)} has expired.`];
    return [`${shown(customer)} has ${shown(subscription.planName)}.`];
  },
  facts: (subscription: Subscription, taken: number | undefined, now: Date): readonly Fact[] => {
    const { application, seats, participants, minutes, recording, allowOverlap, startedAt } = subscription;
    const end = until(subscription);
    const used = taken === undefined ? '' : `${taken} of `;
    const left = taken === undefined ? '' : ' taken';
    return [
      ...(application ? [{ label: 'For', value: [application === 'meeting' ? 'Meetings' : 'Webinars'] }] : []),
      ...(seats === undefined ? [] : [{ label: 'Seats', value: [`${used}${seats}${left}`] }]),
      ...(participants === undefined ? [] : [{ label: 'In one meeting', value: [`Up to ${participants} people`] }]),
      ...(minutes === undefined ? [] : [{ label: 'Longest meeting', value: [lengthWords(minutes)] }]),
      ...(recording === undefined ? [] : [{ label: 'Recording', value: [yesNo(recording)] }]),
      ...(allowOverlap === undefined ? [] : [{ label: 'Two meetings at once', value: [yesNo(allowOverlap)] }]),
      ...(startedAt === undefined ? [] : [{ label: 'Since', value: [day.format(startedAt)] }]),
      ...(end === undefined ? [] : [{ label: 'Until', value: [end] }]),
      { label: 'State', value: [state(subscription, now)] },
    ];
  },
  add: 'Add a subscription',
  form: {
    title: 'Add a subscription',
    changeTitle: 'Change a subscription',
    submit: 'Add',
    change: 'Save',
    customer: 'Customer',
    plan: 'Plan',
    planHint: (plans: string) => `By its id at the service. In use: ${plans}.`,
    seats: 'Seats: for how many users',
    until: 'Last day',
    trial: 'It is a trial',
    overlap: 'A host may have two meetings at once',
    planMissing: 'Say which plan, by its id at the service.',
    seatsWrong: 'Say how many seats, from 1 to 100,000, in digits.',
    untilPast: 'The last day is past. Choose one that is still to come.',
  },
  addHow: ['Which customer gets which plan? Press the button to say it.'] as Text,
  added: ['Added. This is the subscription.'] as Text,
  changed: ['Saved. This is the subscription now.'] as Text,
  taken: [
    'That customer has a subscription of this kind already. Change that one instead, or press Change to choose another plan.',
  ] as Text,
  tooFewSeats: (wanted: number, taken: number): Text => [
    `${counted(wanted, 'seat')} would be too few: ${taken} are taken. Suspend or remove users first, or take at least ${taken}.`,
  ],
  suspendQuestion: (customer: string, { planName }: Subscription): Text => [
    `Suspend ${shown(planName)} of ${shown(customer)}? Its people cannot meet by it until somebody activates it. Nothing is lost.`,
  ],
  suspended: ['Suspended. Press Activate to undo it.'] as Text,
  activated: ['Active again.'] as Text,
});
