import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import * as plans from '../../db/schedule-schema.ts';
import * as tables from '../../db/schema.ts';
import type { Address, MessageReference } from '../../src/core/address.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { Reply } from '../../src/core/reply.ts';

/**
 * What scheduling keeps of one person: settings, a conversation, a meeting of theirs with a guest, and one of somebody else to
 * which they are invited by chat and by mail, with what others were sent because of it.
 */
export async function fillWithPlans({ orm }: Database, who: Identity, name: string): Promise<void> {
  const { platform, workspaceId } = who;
  const at = new Date();
  const later = new Date(at.getTime() + 3_600_000);
  const [guest, host] = [
    { ...who, userId: 'invited' },
    { ...who, userId: 'host-of-others' },
  ];
  await orm.insert(plans.preference).values({
    ...who,
    ...{
      timeZone: 'Europe/Berlin',
      heardZone: 'Europe/Berlin',
      heardLocale: 'en-GB',
      hour12: false,
      firstDayOfWeek: 1,
      leads: [10, 60],
      unaskedIn: ['C0GENERAL'],
      quietFrom: '22:00',
      quietTo: '07:00',
    },
    ...{ agendaTime: '08:30', agendaDays: 'daily', agendaDueAt: later, feedId: randomUUID() },
  });
  const body = { kind: 'zone', said: name, mentions: [] };
  await orm.insert(plans.talk).values({ ...who, conversation: 'c', id: randomUUID(), version: 1, body, changedAt: at });

  const own = await plan(who, name, name);
  await remind(own, await invite(own, who, { name, userId: who.userId, isHost: true }));
  await remind(own, await invite(own, who, { name: 'A guest', userId: guest.userId }));
  await say(own, 'reminder x 10', guest, guest, { visibleTo: 'caller', text: ['It starts'] });
  await carded(own, await say(randomUUID(), 'own', who, who, { visibleTo: 'everyone', text: [name] }));

  await carded(own, await say(randomUUID(), 'shown', guest, guest, { visibleTo: 'everyone', text: ['A meeting'] }));

  const other = await plan(host, 'A review', 'A host');
  await invite(other, host, { name: 'A host', userId: host.userId, isHost: true });
  const invitee = await invite(other, who, { name, userId: who.userId, answer: 'yes' });
  await remind(other, invitee);
  const byMail = await invite(other, who, { name, email: name.toLowerCase() });
  const reply: Reply = {
    visibleTo: 'everyone',
    text: [`A review, with ${name}.`, { person: who, name }],
    card: {
      ...{ title: 'A review', tone: 'neutral', facts: [{ label: 'Coming', value: [name] }] },
      buttons: [
        {
          ...{ kind: 'run', label: 'Edit', command: 'edit' },
          values: {
            meeting: other,
            people: `${who.userId},invited`,
            known: JSON.stringify([{ id: who.userId, name }]),
          },
        },
      ],
    },
  };
  const shown = await say(randomUUID(), 'card', host, host, reply);
  await carded(other, shown);
  await say(other, `host ${at.toISOString()}`, host, host, { visibleTo: 'caller', text: [`${name} is coming.`] });
  const mail = { do: 'mail', key: `invite ${byMail}`, inviteeId: byMail, name, about: 'invited', reply } as const;
  await write(randomUUID(), host, host, mail, 'pending');
  if (platform !== 'web') return;
  const message = { conversation: 'general', author: 'meetwire', authorName: 'Meetwire', createdAt: at };
  await orm.insert(tables.playgroundMessage).values({ ...message, body: { reply }, effectId: shown });

  async function plan({ userId: hostId }: Identity, title: string, hostName: string): Promise<string> {
    const [id, joinKey] = [randomUUID(), randomUUID()];
    const met = { id, joinKey, kind: 'planned', application: 'meeting', title, platform, workspaceId, hostId } as const;
    await orm.insert(tables.meeting).values({ ...met, hostName, joinUrl: 'https://meet.example.com', startedAt: at });
    await orm.insert(plans.schedule).values({
      ...{ meetingId: id, platform, workspaceId, localStart: '2030-12-04T15:00', timeZone: 'Europe/Berlin' },
      ...{
        startsAt: new Date('2030-12-04T14:00Z'),
        minutes: 45,
        recurrence: 'FREQ=WEEKLY',
        lobby: false,
        recording: false,
      },
      ...{ mailer: 'ours', locale: 'en', changedBy: randomUUID(), createdAt: at, changedAt: at, cardsDueAt: at },
    });
    const occurrence = new Date('2030-12-11T14:00Z');
    await orm.insert(plans.occurrenceChange).values({ meetingId: id, occurrence, startsAt: later, minutes: 30 });
    return id;
  }

  async function invite(
    meetingId: string,
    { platform, workspaceId }: Identity,
    given: Pick<typeof plans.invitee.$inferInsert, 'name' | 'userId' | 'email' | 'isHost' | 'answer'>,
  ): Promise<string> {
    const id = randomUUID();
    await orm.insert(plans.invitee).values({ id, meetingId, platform, workspaceId, ...given, addedBy: randomUUID() });
    return id;
  }

  async function remind(meetingId: string, inviteeId: string): Promise<void> {
    const times = { occurrence: new Date('2030-12-04T14:00Z'), dueAt: new Date('2030-12-04T13:50Z') };
    await orm.insert(plans.reminder).values({ inviteeId, lead: 10, meetingId, platform, workspaceId, ...times });
  }

  function say(invocationId: string, key: string, caller: Identity, person: Identity, reply: Reply): Promise<string> {
    const effect: Effect =
      reply.visibleTo === 'everyone'
        ? { do: 'post', key, to: 'c' as Address, reply }
        : { do: 'direct', key, person, name: 'x', reply };
    return write(invocationId, caller, person, effect, 'done');
  }

  async function write(
    invocationId: string,
    { userId: callerId }: Identity,
    person: Identity,
    body: Effect,
    state: 'done' | 'pending',
  ): Promise<string> {
    const id = randomUUID();
    const { visibleTo } = body.reply;
    const row = {
      id,
      invocationId,
      key: body.key,
      position: 0,
      ...person,
      callerId,
      visibleTo,
      body,
      state,
      attempts: 1,
    };
    await orm.insert(tables.effect).values({ ...row, dueAt: state === 'pending' ? later : null });
    return id;
  }

  async function carded(meetingId: string, effectId: string): Promise<void> {
    const reference = randomUUID() as string as MessageReference;
    await orm.insert(tables.card).values({ meetingId, effectId, platform, workspaceId, reference });
  }
}
