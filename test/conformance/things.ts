import { randomUUID } from 'node:crypto';
import type { AccountApi, Input } from '../../src/ucaas/api.ts';
import type { AppType, Routes } from '../../src/ucaas/routes/index.ts';
import type { CheckContext, Person } from './context.ts';
import { all, isTransient } from './expect.ts';

/** A name that nothing else has. */
export const mark = () => `Conformance ${randomUUID()}`;
/** An address that nobody else has. */
export const freshEmail = () => `${randomUUID()}@conformance.example`;

/**
 * Adds a thing that is removed again at the end, also where no answer came to say that it was made: what was left behind is
 * then found by its unique name. Whatever has no such name is never looked for, because others may have one like it. Resolves to its id.
 */
async function making(
  context: CheckContext,
  name: string | undefined,
  steps: {
    add(): Promise<string>;
    /** The ids of what `add` made, without knowing its answer. */
    left(): Promise<readonly string[]>;
    remove(id: string): Promise<unknown>;
  },
): Promise<string> {
  const unique = name !== undefined && name.length <= 200 && aUuid.test(name);
  try {
    const id = await steps.add();
    context.after(() => steps.remove(id));
    return id;
  } catch (error) {
    if (unique && isTransient(error)) {
      context.after(async () => {
        for (const one of await steps.left()) await steps.remove(one);
      });
    }
    throw error;
  }
}

const aUuid = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/;

/** A customer below the caller. */
export async function makeCustomer(
  context: CheckContext,
  api: AccountApi,
  wishes: Partial<Input<Routes['addCustomer']>> = {},
) {
  const fields = { customer_name: mark(), contact_name: 'Conny Tact', contact_email: freshEmail(), ...wishes };
  const search = { search_by: 'customer_name', search_string: fields.customer_name };
  const customerId = await making(context, fields.customer_name, {
    add: async () => (await api.addCustomer(fields)).customer.customer_id,
    left: async () => {
      const rows = await all(api.each('listCustomers', search));
      return rows.flatMap((row) => (row.customer_name === fields.customer_name ? [row.customer_id] : []));
    },
    remove: (id) => api.deleteCustomer({ customer_id: id }),
  });
  return { customerId, ...fields };
}

/** A user who can sign in; of the caller's own customer unless one is given. */
export async function makeUser(
  context: CheckContext,
  api: AccountApi,
  wishes: Partial<Input<Routes['addUser']>> = {},
): Promise<Person & { readonly userId: string }> {
  const email = freshEmail();
  const password = randomUUID();
  const fields = { user_type: 'user', first_name: 'Connie', last_name: 'Formant', email, password, ...wishes };
  const search = { search_by: 'email', search_string: fields.email };
  const userId = await making(context, fields.email, {
    add: async () => (await api.addUser(fields)).user.user_id,
    left: async () => {
      const rows = await all(api.each('listUsers', search));
      return rows.flatMap((row) => (row.email === fields.email ? [row.user_id] : []));
    },
    remove: (id) => api.deleteUser({ user_id: id }),
  });
  return { userId, email, password };
}

/** A contact of the caller's. */
export async function makeContact(
  context: CheckContext,
  api: AccountApi,
  wishes: Partial<Input<Routes['addContact']>> = {},
) {
  const fields = { name: mark(), email: freshEmail(), ...wishes };
  const search = { search_by: 'name', search_string: fields.name };
  const contactId = await making(context, fields.name, {
    add: async () => (await api.addContact(fields)).contact.contact_id,
    left: async () => {
      const rows = await all(api.each('listContacts', search));
      return rows.flatMap((row) => (row.name === fields.name ? [row.contact_id] : []));
    },
    remove: (id) => api.deleteContact({ contact_id: id }),
  });
  return { contactId, ...fields };
}

/** A group of the caller's contacts. */
export async function makeGroup(
  context: CheckContext,
  api: AccountApi,
  wishes: { name?: string; shared?: boolean } = {},
) {
  const fields = { name: mark(), ...wishes };
  const search = { search_by: 'name', search_string: fields.name };
  const groupId = await making(context, fields.name, {
    add: async () => (await api.addGroup(fields)).group.group_id,
    left: async () => {
      const rows = await all(api.each('listGroups', search));
      return rows.flatMap((row) => (row.name === fields.name ? [row.group_id] : []));
    },
    remove: (id) => api.deleteGroup({ group_id: id }),
  });
  return { groupId, ...fields };
}

/** A meeting of the caller's; instant unless a start is given. */
export async function makeMeeting(
  context: CheckContext,
  api: AccountApi,
  wishes: Partial<Input<Routes['createMeeting']>> = {},
  app: { readonly appType: AppType } = context.app,
) {
  const fields = { room_name: mark(), ...wishes };
  const search = { search_by: 'room_name', search_string: fields.room_name };
  let meeting: Awaited<ReturnType<AccountApi['createMeeting']>>['meeting'] | undefined;
  const meetingId = await making(context, fields.room_name, {
    add: async () => {
      ({ meeting } = await api.createMeeting(fields, app));
      return meeting.meeting_id;
    },
    left: async () => {
      const rows = await all(api.each('listMeetings', search, app));
      return rows.flatMap((row) => (row.room_name === fields.room_name ? [row.meeting_id] : []));
    },
    remove: (id) => api.deleteMeeting({ meeting_id: id }, app),
  });
  const found = meeting ?? (await api.getMeeting({ meeting_id: meetingId }, app)).meeting;
  return { ...found, room_id: found.room_id ?? '' };
}

/** A poll in a room of the caller's. */
export async function makePoll(context: CheckContext, api: AccountApi, roomId: string, options = ['Yes', 'No']) {
  const question = mark();
  const { app } = context;
  let poll: Awaited<ReturnType<AccountApi['createPoll']>>['poll'] | undefined;
  await making(context, question, {
    add: async () => {
      ({ poll } = await api.createPoll({ room_id: roomId, question, options }, app));
      return poll.poll_id;
    },
    left: async () => {
      const { polls } = await api.listPolls({ room_id: roomId }, app);
      return polls.flatMap((row) => (row.question === question ? [row.poll_id] : []));
    },
    remove: (id) => api.deletePoll({ poll_id: id }, app),
  });
  if (!poll) throw new Error('a poll that was made is there');
  return poll;
}

/** A customer with the smallest plan there is for the first application, as its subscription shows it. */
export async function makeSubscribedCustomer(
  context: CheckContext,
  reseller: AccountApi,
  wishes: { readonly seats?: number; readonly overlap?: boolean } = {},
) {
  const { customerId } = await makeCustomer(context, reseller);
  const plan = (await plansFor(context, reseller))[0];
  if (!plan) throw new Error(`there is no plan for ${context.app.appType}`);
  const { subscription } = await reseller.addSubscription({
    customer_id: customerId,
    plan_id: plan.plan_id,
    user_license: { qty: wishes.seats ?? 5 },
    allow_meeting_overlap: wishes.overlap ?? true,
  });
  return { customerId, subscriptionId: subscription.subscription_id };
}

/** A user of a customer that has nobody else. */
export async function makeStranger(context: CheckContext): Promise<AccountApi> {
  const reseller = await context.as('reseller');
  const { customerId: customer_id } = await makeCustomer(context, reseller);
  return context.signIn(await makeUser(context, reseller, { customer_id }));
}

/** A user of a customer that has nothing else, and who is above it. */
export async function makeHost(context: CheckContext, wishes: { readonly overlap?: boolean } = {}) {
  const reseller = await context.as('reseller');
  const { customerId, subscriptionId } = await makeSubscribedCustomer(context, reseller, wishes);
  const person = await makeUser(context, reseller, { customer_id: customerId });
  const ids = { customer_id: customerId, subscription_id: subscriptionId, user_id: person.userId };
  return { ...ids, reseller, host: await context.signIn(person) };
}

/** The plans for one application, the first one unless given. */
export async function plansFor(context: CheckContext, api: AccountApi, appType = context.app.appType) {
  const { plans } = await api.listPlans({});
  return plans.filter(({ app_const: application }) => application === undefined || application === appType);
}

/** The caller's own permanent room. */
export async function ownRoom({ app }: CheckContext, api: AccountApi) {
  return (await api.getRoom({}, app)).permanent_room;
}
