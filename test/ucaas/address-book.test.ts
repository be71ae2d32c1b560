import { expect, test } from 'vitest';
import type { Contact, UcaasSession } from '../../src/core/ucaas.ts';
import { createUcaas } from '../../src/ucaas/client.ts';
import { json } from '../support/service.ts';
import { sandboxSessions } from './sandbox-sessions.ts';
import { bare, enveloped, standIn } from './stand-in.ts';

const sandbox = sandboxSessions();
const service = standIn();
const session = () => createUcaas(service.surroundings()).as({ token: 'a-token', userId: 'u1' });
const onBehalf = () => createUcaas(service.surroundings()).as({ server: { apiId: 'a', apiKey: 'b' }, userId: 'u1' });
const names = (contacts: readonly Contact[]) => contacts.map(({ name }) => name);

async function add(session: UcaasSession, name: string, more: { company?: string; shared?: boolean } = {}) {
  const contact = await session.addContact({ name, email: `${crypto.randomUUID()}@example.com`, ...more });
  if (!contact) throw new Error('not added');
  return contact;
}

test('a contact is added, found, changed, shared and removed', async () => {
  const ada = await sandbox.as('ada@acme.example');
  const bob = await sandbox.as('bob@acme.example');
  const zoe = await ada.addContact({ name: 'Zoe Zander', email: 'zoe@example.com', company: 'Zander' });
  if (!zoe) throw new Error('not added');
  const { contactId } = zoe;
  expect(zoe).toMatchObject({ name: 'Zoe Zander', email: 'zoe@example.com', company: 'Zander', mine: true });
  expect(await ada.contact(contactId)).toEqual(zoe);
  await add(ada, 'anton');
  expect(names(await ada.contacts())).toEqual(['anton', 'Zoe Zander']);
  for (const search of ['zoe z', 'ZOE@EXAMPLE', 'zander']) expect(await ada.contacts(search)).toEqual([zoe]);
  expect(await ada.contacts('nobody')).toEqual([]);

  expect(await ada.addContact({ name: 'Twice', email: 'zoe@example.com' })).toBeUndefined();
  const other = await add(ada, 'Other');
  expect(await ada.changeContact(other.contactId, { email: 'zoe@example.com' })).toBe(false);
  expect(await ada.changeContact(contactId, { name: 'Zoe', company: '' })).toBe(true);
  expect(await ada.contact(contactId)).toEqual({ ...zoe, name: 'Zoe', company: undefined });

  expect(await bob.contacts()).toEqual([]);
  expect(await bob.contact(contactId)).toBeUndefined();
  await ada.shareContact(contactId, true);
  expect(await bob.contacts()).toMatchObject([{ name: 'Zoe', shared: true, mine: false }]);
  await expect(bob.changeContact(contactId, { name: 'Taken' })).rejects.toMatchObject({ kind: 'not_found' });
  await ada.shareContact(contactId, false);
  expect(await bob.contacts()).toEqual([]);

  await ada.removeContact(contactId);
  await ada.removeContact(contactId);
  expect(await ada.contact(contactId)).toBeUndefined();
  expect(await ada.contacts('zoe')).toEqual([]);
});

test('what is wrong with a contact is told by the service', async () => {
  const ada = await sandbox.as('ada@acme.example');
  await expect(ada.addContact({ name: 'Zoe', email: 'nobody' })).rejects.toMatchObject({
    kind: 'refused',
    said: expect.stringContaining('email'),
  });
});

test('a group is added, filled, renamed, emptied and removed', async () => {
  const chen = await sandbox.as('chen@acme.example');
  const [one, two] = [await add(chen, 'Two'), await add(chen, 'One')];
  const group = await chen.addGroup('Sales');
  if (!group) throw new Error('not added');
  const { groupId } = group;
  expect(await chen.groups()).toEqual([group]);
  expect(await chen.addGroup('Sales')).toBeUndefined();
  await chen.addToGroup(groupId, []);
  await chen.addToGroup(groupId, [one.contactId]);
  await chen.addToGroup(groupId, [one.contactId, two.contactId]);
  expect(names(await chen.groupContacts(groupId))).toEqual(['One', 'Two']);
  expect(await chen.groups()).toMatchObject([{ name: 'Sales', size: 2, mine: true }]);
  expect(await chen.renameGroup(groupId, 'Buyers')).toBe(true);
  await chen.addGroup('Sales');
  expect(await chen.renameGroup(groupId, 'Sales')).toBe(false);
  await chen.removeFromGroup(groupId, one.contactId);
  await chen.removeFromGroup(groupId, one.contactId);
  expect(names(await chen.groupContacts(groupId))).toEqual(['One']);
  await chen.removeGroup(groupId);
  await chen.removeGroup(groupId);
  expect((await chen.groups()).map(({ name }) => name)).toEqual(['Sales']);
  expect(await chen.contact(two.contactId)).toEqual(two);
});

test('whoever administers others sees only what is their own or shared, and a server only that of the person', async () => {
  const emil = await sandbox.as('emil@globex.example');
  const fay = await sandbox.as('fay@globex.example');
  const shared = await add(emil, 'Shared by Emil', { shared: true });
  const secret = await add(emil, 'Private to Emil');
  const mine = await add(fay, 'Private to Fay');
  const group = await emil.addGroup('Private group');
  const admin = await sandbox.as('admin@globex.example');
  expect(names(await admin.contacts())).toEqual(['Shared by Emil']);
  expect(await admin.contacts('Private')).toEqual([]);
  expect(await admin.contact(secret.contactId)).toBeUndefined();
  expect(await admin.groups()).toEqual([]);

  const byServer = await sandbox.onBehalf('fay@globex.example', 'globex');
  expect(await byServer.contacts()).toEqual([mine, { ...shared, mine: false }]);
  expect(await byServer.contact(secret.contactId)).toBeUndefined();
  const refused = { kind: 'not_offered', said: 'changing the address book of somebody else' };
  const wish = { name: 'x', email: 'x@example.com' };
  for (const change of [
    byServer.addContact(wish),
    byServer.changeContact(mine.contactId, wish),
    byServer.removeContact(mine.contactId),
    byServer.shareContact(mine.contactId, true),
    byServer.addGroup('x'),
    byServer.renameGroup(group?.groupId ?? '', 'x'),
    byServer.removeGroup(group?.groupId ?? ''),
    byServer.addToGroup(group?.groupId ?? '', [mine.contactId]),
    byServer.removeFromGroup(group?.groupId ?? '', mine.contactId),
  ])
    await expect(change).rejects.toMatchObject(refused);
  expect(await fay.contacts()).toEqual([mine, { ...shared, mine: false }]);
});

test('at most 200 are shown of any number, each once, and not everybody’s are walked through', async () => {
  const row = (index: number) => ({
    contact_id: `c${index}`,
    user_id: index % 7 === 0 ? 'u1' : 'u2',
    name: `N${index}`,
  });
  service.on('GET /contacts', ({ url }, response) => {
    const query = new URL(url, 'http://x').searchParams;
    const [page, length] = [Number(query.get('page')), Number(query.get('page_length'))];
    json(response, {
      result: 1,
      search: { page_length: length },
      contacts: Array.from({ length }, (_none, index) => row((page - 1) * length + index)),
    });
  });
  const found = await session().contacts();
  expect(found).toHaveLength(143);
  expect(new Set(found.map(({ contactId }) => contactId)).size).toBe(143);
  expect(service.asked()).toHaveLength(10);
});

test('a row that does not say whose it is belongs to whoever asked, but is nobody’s by a server', async () => {
  const contacts = [{ contact_id: 1, name: 'Zoe', email: null, shared: 'no' }];
  service.says('GET /contacts', { result: 1, search: { page_length: 100 }, contacts });
  expect(await session().contacts()).toEqual([
    { contactId: '1', name: 'Zoe', email: undefined, company: undefined, shared: false, mine: true },
  ]);
  expect(await onBehalf().contacts()).toEqual([]);
});

test('what is not offered and what is gone are told apart; a change may be answered with nothing', async () => {
  service.says('GET /contacts', bare, 404);
  await expect(session().contacts()).rejects.toMatchObject({ kind: 'not_offered', said: 'looking up contacts' });
  await expect(session().groups()).rejects.toMatchObject({ kind: 'not_offered', said: 'groups of contacts' });
  service.says('DELETE /contacts/c1', enveloped, 404);
  await session().removeContact('c1');
  service.says('DELETE /contacts/c1', { result: 1002, msg: 'No' });
  await expect(session().removeContact('c1')).rejects.toMatchObject({ kind: 'refused' });
  service.says('PATCH /contacts/c1', { result: 1 });
  expect(await session().changeContact('c1', { name: 'Zoe' })).toBe(true);
});
